"""Words of the first page."""

WORDS: dict[str, tuple[str, ...]] = {
    "home.home": ("首页", "Home"),
}
