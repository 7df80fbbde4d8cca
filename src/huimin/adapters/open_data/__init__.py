"""What the public may see, as a static site with its data."""
