"""People: accounts and their roles, kept by administrators, who see no figures."""
