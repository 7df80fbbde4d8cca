"""What the office and the families share about claims: the form, the words, and how a claim is shown."""
