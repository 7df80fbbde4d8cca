"""The family's side of claims: making one, and all that belongs to it, by its receipt code and without an account."""
