"""Private matching: two offices exchange keyed encodings of their lists, and no name, number or date leaves either."""
