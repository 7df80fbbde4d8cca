"""A whole workspace as one file: packed, verified and unpacked, with a copy of its database.

A backup is a zip archive that holds

- ``workspace/…``: the files of the workspace,
- ``database.sqlite`` or ``database.dump`` (``pg_dump``'s custom format): the database as of one moment,
- ``manifest.json``, last: what made it and when, and size and sha256 of everything else.
"""
