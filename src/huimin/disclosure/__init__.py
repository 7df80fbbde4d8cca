"""Protection of small counts before anything becomes public."""
