"""Signs that figures are not what was counted: what was seen, how rare it is by chance, what may explain it."""
