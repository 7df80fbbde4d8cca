"""The verbs of huimin, one a file. They take ports and do no input or output of their own."""
