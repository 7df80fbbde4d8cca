"""Finished runs held in memory, so that trying a change takes milliseconds.

A run never changes, so what one process has read it may keep. Two are kept: a run of a whole nation is large.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from huimin.web.base import place

if TYPE_CHECKING:
    from huimin.tasks.what_if import Basis

KEPT = 2
_kept: OrderedDict[str, Basis] = OrderedDict()
_lock = threading.Lock()


def basis(run: str) -> Basis:
    """The run, read whole. Whoever asks for one that is being read waits for it, instead of reading it too.

    Raises:
        Invalid: its definitions cannot be read.
    """
    name = f"{place.folder()}/{run}"
    with _lock:
        if name not in _kept:
            _kept[name] = place.workspace().basis(run)
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
        _kept.move_to_end(name)
        return _kept[name]
