"""What all tests share."""

pytest_plugins = ["postgres_server", "store_fixtures"]
