"""Population projection: scenarios side by side for every area with people by age. Nothing is written here."""
