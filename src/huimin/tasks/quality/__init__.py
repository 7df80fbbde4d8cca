"""The quality review: what the figures say about how they were made, for every form, area and period."""

from huimin.tasks.quality.record import Dimension, FamilyRecord, Profile, QualityReview, SignRecord
from huimin.tasks.quality.reviewing import OutsideRow, Scope, review

__all__ = [
    "Dimension",
    "FamilyRecord",
    "OutsideRow",
    "Profile",
    "QualityReview",
    "Scope",
    "SignRecord",
    "review",
]
