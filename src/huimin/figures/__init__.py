"""Data dictionary, periods, forms, reported figures, validation rules, completeness and timeliness."""
