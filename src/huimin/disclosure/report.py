"""What was hidden, why, and what it cost: numbers for each table, and sentences for lay readers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huimin.disclosure.protecting import Protected
from huimin.disclosure.table import Status


@dataclass(frozen=True)
class Cost:
    """One table: a column, a level and a frequency.

    Attributes:
        shown, small, complement, revision, rounded: numbers of its cells by what became of them.
        above_zero: how many of its cells are not 0.
        hidden_share: of the cells above zero, the share that is hidden.
        hidden_people: of all that the table counts, the share that stands in hidden cells.
    """

    column: str
    level: str
    months: int
    shown: int
    small: int
    complement: int
    revision: int
    rounded: int
    hidden_share: float
    hidden_people: float
    above_zero: int = 0


def costs(protected: Protected) -> list[Cost]:
    """A line for each table with anything in it, in the order of columns, levels and lengths."""
    made = []
    for k, column in enumerate(protected.cells.columns):
        for level, windows in protected.public.items():
            areas = protected.tree.at_level(level)
            for months in sorted({last - first + 1 for first, last in windows}):
                places = [protected.cells.windows.index(w) for w in windows if w[1] - w[0] + 1 == months
                          and w in protected.cells.windows]  # fmt: skip
                cells = protected.cells.at[k][places][:, areas].ravel()
                if (cells >= 0).any():
                    made.append(_cost(protected, column, level, months, cells[cells >= 0]))
    return made


def _cost(protected: Protected, column: str, level: str, months: int, cells: np.ndarray) -> Cost:
    status, value = protected.suppressed.status[cells], protected.table.value[cells]
    count = {one: int((status == one).sum()) for one in Status}
    hidden = np.isin(status, [one for one in Status if one.hidden])
    above = max(int((value > 0).sum()), 1)
    return Cost(
        column, level, months, count[Status.SHOWN], count[Status.SMALL], count[Status.COMPLEMENT],
        count[Status.REVISION], count[Status.ROUNDED], float((hidden & (value > 0)).sum()) / above,
        float(value[hidden].sum()) / max(int(value.sum()), 1), int((value > 0).sum()),
    )  # fmt: skip


def in_words(protected: Protected, lang: str) -> str:
    """The whole report in a few sentences, in ``zh`` or ``en``, for readers who are no statisticians."""
    status = protected.suppressed.status[protected.table.public]
    count = {one: int((status == one).sum()) for one in Status}
    total = max(len(status), 1)
    under, extra = protected.policy.threshold, count[Status.COMPLEMENT]
    if lang == "zh":
        words = (
            f"共公布 {total:,} 个人数或件数，其中 {count[Status.SHOWN]:,} 个照实公布。"
            f"{count[Status.SMALL]:,} 个因为太小（1 至 {under - 1}）不公布，以免从数字认出个人；"
            f"另有 {extra:,} 个数本身不小，但公布后可以用加减推算出上述小数，也不公布。"
        )
        if count[Status.REVISION]:
            words += f"{count[Status.REVISION]:,} 个与以前公布的数相差不到 {under}，更正数暂不公布。"
        if count[Status.ROUNDED]:
            words += (f"{count[Status.ROUNDED]:,} 个四舍五入到 {protected.policy.base} 的倍数；"
                      "各数分别取整，相加可能与合计略有出入。")  # fmt: skip
        return words + "“不公布”既不等于零，也不等于没有报送。"
    words = (
        f"Of {total:,} counts, {count[Status.SHOWN]:,} are published as they are. {count[Status.SMALL]:,} are hidden "
        f"because they are small (1 to {under - 1}) and could point at a person. {extra:,} more are not small, but "
        "with them a reader could work a small count out by adding and subtracting, so they are hidden too."
    )
    if count[Status.REVISION]:
        words += (f" Corrected figures held back because they differ by less than {under} from what was published "
                  f"before: {count[Status.REVISION]:,}.")  # fmt: skip
    if count[Status.ROUNDED]:
        words += (f" Figures rounded to multiples of {protected.policy.base}: {count[Status.ROUNDED]:,}; each is "
                  "rounded by itself, so that they may not add up exactly.")  # fmt: skip
    return words + " Hidden is neither zero nor not reported."
