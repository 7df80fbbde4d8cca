"""Documents: what is due, made, numbered, issued by a second person, and withdrawn."""
