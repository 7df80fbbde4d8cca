"""The API: everything the pages can read, and sending workbooks, for programs with a token."""
