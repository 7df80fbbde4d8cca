"""What is agreed (dictionary, forms, indicators, schemes, tree): read by all with an account, changed by two."""
