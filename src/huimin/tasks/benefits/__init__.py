"""Benefits as a catalogue: read and checked together, with the cases that prove them."""

from huimin.tasks.benefits.cases import Case, Outcome, run_case, run_cases
from huimin.tasks.benefits.catalogue import Catalogue, Declined, Documents, build_catalogue
from huimin.tasks.benefits.deciding import decide_file

__all__ = [
    "Case",
    "Catalogue",
    "Declined",
    "Documents",
    "Outcome",
    "build_catalogue",
    "decide_file",
    "run_case",
    "run_cases",
]
