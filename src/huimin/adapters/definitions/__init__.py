"""Reading definition files: YAML and CSV of a workspace."""
