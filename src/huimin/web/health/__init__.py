"""Health: whether the site can do its work, for whoever watches over the machine."""
