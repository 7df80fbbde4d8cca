"""Lists in running text, and the stops between sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def joined(names: Iterable[str], lang: str, of: int | None = None, word: str = "") -> str:
    """``甲、乙和丙`` or ``A, B and C``.

    Args:
        of: how many there are in all, where only the first are named: ``甲、乙等5个县`` or ``A, B and 3 others``.
        word: what is counted, in Chinese with its measure word (``个县``); not used in English.
    """
    found = [name for name in names if name]
    rest = (of or 0) - len(found)
    if lang == "zh":
        if rest > 0:
            return f"{'、'.join(found)}等{of}{word or '个'}"
        return "和".join(filter(None, ("、".join(found[:-1]), found[-1]))) if found else ""
    if rest > 0:
        found = [*found, f"{rest} {'other' if rest == 1 else 'others'}"]
    return " and ".join(filter(None, (", ".join(found[:-1]), found[-1]))) if found else ""


def some(names: Sequence[str], lang: str, most: int = 5, word: str = "") -> str:
    """The same with at most so many names."""
    return joined(names, lang) if len(names) <= most else joined(names[:most], lang, len(names), word)


def with_value(name: str, value: str, lang: str) -> str:
    """``明湖区（97.50%）`` or ``Minghu District (97.50%)``."""
    return f"{name}（{value}）" if lang == "zh" else f"{name} ({value})"


def run_on(sentences: Iterable[str], lang: str) -> str:
    """Whole sentences one after the other, each with its stop; empty ones are left out."""
    stop, gap = ("。", "") if lang == "zh" else (".", " ")
    found = [one.rstrip(stop).strip() for one in sentences if one.strip()]
    return gap.join(_begun(one, lang) + stop for one in found)


def clauses(parts: Iterable[str], lang: str) -> str:
    """Parts of one sentence: ``，`` or commas."""
    return ("，" if lang == "zh" else ", ").join(part for part in parts if part)


def halves(parts: Iterable[str], lang: str) -> str:
    """Larger parts of one sentence: ``；`` or semicolons."""
    return ("；" if lang == "zh" else "; ").join(part for part in parts if part)


def _begun(sentence: str, lang: str) -> str:
    return sentence if lang == "zh" else sentence[:1].upper() + sentence[1:]
