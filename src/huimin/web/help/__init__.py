"""Help: what each role does on the site, the keys of the grid, and the words, in the reader's language."""
