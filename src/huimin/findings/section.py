"""Reading a definition: take the keys that are known, complain about the rest, and tell every fault at once.

A definition file arrives as nested mappings and lists. Whoever read it may hand over :class:`Located` mappings, which
remember the line of each key; plain dictionaries work too, and then faults have no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from huimin.findings.finding import Fact, Finding, Invalid, Place, Severity
from huimin.findings.nearest import nearest

T = TypeVar("T")
_MISSING: Any = object()


class Located(dict[str, Any]):
    """A mapping that knows the file it came from and the line of each of its keys (1-based)."""

    file: str = ""
    line: int = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines: dict[str, int] = {}


class Section:
    """One mapping of a definition file being read. Faults go to ``faults``, shared with all sub-sections."""

    def __init__(self, data: Any, faults: list[Finding], path: str = "", file: str = "", line: int = 0) -> None:
        self.faults, self.path = faults, path
        self._lines = data.lines if isinstance(data, Located) else {}
        self.file = data.file if isinstance(data, Located) else file
        self.line = data.line if isinstance(data, Located) else line
        self._taken: set[str] = set()
        self._data: dict[str, Any] = data if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            self.fault("definition-not-a-mapping", at=path)

    def place(self, key: str = "") -> Place:
        """The place of ``key`` in the file, or of the section where the key has none."""
        return Place(file=self.file, line=self._lines.get(key, self.line), element=f"{self.path}.{key}".strip("."))

    def fault(self, code: str, key: str = "", severity: Severity = Severity.ERROR, **facts: Fact) -> None:
        """Note one fault of this section."""
        self.faults.append(Finding(code, severity, self.place(key), {"key": key, **facts}))

    def has(self, key: str) -> bool:
        """Whether the key is there with something in it."""
        return self._data.get(key) is not None

    def keys(self) -> list[str]:
        """All keys, as written."""
        return list(self._data)

    def raw(self, key: str, default: Any = None) -> Any:
        """The value as it stands, marked as known."""
        self._taken.add(key)
        value = self._data.get(key)
        return default if value is None else value

    def _need(self, key: str, default: T) -> Any:
        value = self.raw(key, default)
        if value is _MISSING:
            self.fault("definition-key-missing", key)
            return None
        return value

    def text(self, key: str, default: Any = _MISSING) -> str:
        """A text. Numbers and dates written without quotes are taken as they are printed."""
        value = self._need(key, default)
        if isinstance(value, (dict, list)):
            self.fault("definition-wrong-kind", key, expected="text")
            return ""
        return "" if value is None else str(value).strip()

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        value = self.raw(key, default)
        if not isinstance(value, bool):
            self.fault("definition-wrong-kind", key, expected="true / false")
            return default
        return value

    def number(self, key: str, default: Any = _MISSING) -> float:
        """A number; ``80%`` and ``8‰`` are read as 0.8 and 0.008."""
        value = self._need(key, default)
        if value is None:
            return default if default is not _MISSING else 0.0
        read = read_number(value)
        if read is None:
            self.fault("definition-wrong-kind", key, expected="number", found=str(value))
            return 0.0
        return read

    def whole(self, key: str, default: Any = _MISSING) -> int:
        """A whole number."""
        value = self.number(key, default)
        if value != int(value):
            self.fault("definition-wrong-kind", key, expected="whole number", found=str(value))
        return int(value)

    def day(self, key: str, default: date | None = None) -> date | None:
        """A date written ``2012-06-30``."""
        value = self.raw(key)
        if value is None or isinstance(value, date):
            return value if value is not None else default
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fault("definition-wrong-kind", key, expected="date YYYY-MM-DD", found=str(value))
            return default

    def choice(self, key: str, options: Iterable[str], default: Any = _MISSING) -> str:
        """One of ``options``."""
        value, options = self.text(key, default), list(options)
        if value not in options and not (value == "" and default is _MISSING):
            if value != default:
                self.fault(
                    "definition-not-an-option",
                    key,
                    found=value,
                    options=", ".join(options),
                    nearest=nearest(value, options) or options[0],
                )
            return str(default) if default is not _MISSING else options[0]
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one."""
        value = self.raw(key, [])
        items = value if isinstance(value, list) else [value]
        if any(isinstance(item, (dict, list)) for item in items):
            self.fault("definition-wrong-kind", key, expected="list of texts")
            return ()
        return tuple(str(item).strip() for item in items)

    def section(self, key: str) -> Section:
        """A sub-mapping (empty where the key is absent)."""
        return Section(
            self.raw(key, {}),
            self.faults,
            f"{self.path}.{key}".strip("."),
            self.file,
            self._lines.get(key, self.line),
        )

    def sections(self, key: str) -> Iterator[Section]:
        """The mappings of a list."""
        value = self.raw(key, [])
        if not isinstance(value, list):
            self.fault("definition-wrong-kind", key, expected="list")
            return
        for index, item in enumerate(value):
            name = item.get("code") or item.get("id") or index if isinstance(item, dict) else index
            yield Section(
                item,
                self.faults,
                f"{self.path}.{key}[{name}]".strip("."),
                self.file,
                self._lines.get(key, self.line),
            )

    def done(self) -> None:
        """Complain about every key that nobody asked for, with the nearest one that is known."""
        for key in self._data:
            if key not in self._taken:
                self.fault(
                    "definition-key-unknown",
                    key,
                    nearest=nearest(key, self._taken),
                    options=", ".join(sorted(self._taken)),
                )


def read_number(value: Any) -> float | None:
    """A number as definitions write it (``12``, ``"80%"``, ``"8‰"``), or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    text = str(value).strip()
    divisor = {"%": 100, "‰": 1000}.get(text[-1:], 1)
    try:
        return float(Decimal(text.rstrip("%‰")) / divisor)
    except ArithmeticError:
        return None


def raise_if_faulty(faults: list[Finding]) -> None:
    """Raise :class:`Invalid` with all faults that are errors, if there are any."""
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise Invalid(faults)
