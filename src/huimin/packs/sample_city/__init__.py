"""The sample city 惠民示范市: names, sizes and rates of an invented city. Nothing in it is about a real place."""
