"""Reading lists of births and services under guard, and linking what the cascade leaves."""
