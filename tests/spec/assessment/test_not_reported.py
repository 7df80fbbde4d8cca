"""Not reported is never zero and never full: the total is shown with and without it."""

TWO = """
    - {id: "1", points: 60, rule: {kind: at_least, of: coverage, target: 80%}}
    - {id: "2", points: 40, rule: {kind: at_most, of: late, target: 5}}
"""


def test_the_total_with_and_without(assess):
    found = assess(
        """
        area | checked | target | late
        A    |      90 |    100 |    1
        B    |      90 |    100 |
        """,
        TWO,
    )
    assert found.score == {"A": 100.0, "B": 100.0}
    assert found.with_missing == {"A": 100.0, "B": 60.0}
    assert found.status("2") == {"A": "scored", "B": "not_reported"}


def test_who_leaves_too_much_out_is_listed_apart_and_not_ranked(assess):
    """B would have had the better score by keeping quiet; it is not ranked at all."""
    found = assess(
        """
        area | checked | target | late
        A    |      90 |    100 |    9
        B    |      90 |    100 |
        """,
        TWO,
    )
    assert found.rank == {"A": 1, "B": None}
    assert found.standing["B"].reason == "too-little-scored"


def test_an_area_that_did_not_report_is_incomplete(assess):
    found = assess(
        """
        area | checked | target | late
        A    |      90 |    100 |    1
        """,
        TWO,
        due={"A", "Z"},
    )
    assert found.score["Z"] is None
    assert found.rank == {"A": 1, "Z": None}
    assert found.standing["Z"].grade is None


def test_nothing_to_measure_is_taken_out_of_the_total(assess):
    """A target population of zero, duly reported, is nobody's fault."""
    found = assess(
        """
        area | checked | target | late
        A    |       0 |      0 |    1
        """,
        TWO,
    )
    assert found.status("1") == {"A": "not_applicable"}
    assert found.score == {"A": 100.0}
    assert found.with_missing == {"A": 100.0}
    assert found.rank == {"A": 1}


def test_completeness_and_timeliness_are_items_like_others(assess):
    found = assess(
        """
        area | checked
        A    |      90
        B    |      90
        """,
        """
        - {id: "1", rule: {kind: completeness, forms: [yearly], target: 100%, floor: 50%}}
        - {id: "2", rule: {kind: timeliness, forms: [yearly], target: 100%, floor: 50%}}
        """,
        due={"A", "B", "C"},
        late=frozenset({"B"}),
    )
    assert found.share("1") == {"A": 1.0, "B": 1.0, "C": 0.0}
    assert found.share("2") == {"A": 1.0, "B": 0.0, "C": 0.0}
