"""What is agreed, to be read by everybody with an account and changed by two: dictionary, forms, indicators, schemes, tree."""
