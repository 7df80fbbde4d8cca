"""Which areas have a name or code, compactly: a nation has 665,000 names, and most of them are of one area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Lookup:
    """Positions by text. A text of one position is kept as a number, one of several as a list."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._found: dict[str, int | list[int]] = {}
        self.add(texts, range(len(texts)))

    def add(self, texts: Iterable[str], positions: Iterable[int]) -> None:
        """Add more texts with their positions; empty texts are left out."""
        for text, i in zip(texts, positions, strict=True):
            known = self._found.get(text)
            if text == "" or known == i:
                continue
            if known is None:
                self._found[text] = i
            elif isinstance(known, list):
                if i not in known[-1:]:
                    known.append(i)
            else:
                self._found[text] = [known, i]

    def ids(self, text: str) -> list[int]:
        """The positions of a text, each once, in the order in which they were added."""
        found = self._found.get(text, [])
        return list(dict.fromkeys(found)) if isinstance(found, list) else [found]
