"""The command line: a thin face over the wiring. Every command has an example in its help and a fixed exit code."""
