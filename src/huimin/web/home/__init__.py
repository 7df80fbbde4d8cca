"""Home: what I owe and by when, what waits for me, what came back and why, how my area stands."""
