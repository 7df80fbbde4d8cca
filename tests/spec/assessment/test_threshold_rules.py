"""A threshold gives full points at its target, and in proportion from its floor up to it."""


def test_all_or_nothing_without_a_floor(assess):
    found = assess(
        """
        area | checked | target
        A    |      80 |    100
        B    |      79 |    100
        """,
        "[{rule: {kind: at_least, of: coverage, target: 80%}}]",
    )
    assert found.share() == {"A": 1.0, "B": 0.0}


def test_in_proportion_between_floor_and_target(assess):
    found = assess(
        """
        area | checked | target
        A    |      90 |    100
        B    |      65 |    100
        C    |      40 |    100
        """,
        "[{rule: {kind: at_least, of: coverage, target: 80%, floor: 50%}}]",
    )
    assert found.share() == {"A": 1.0, "B": 0.5, "C": 0.0}


def test_at_most_falls_to_nothing_at_its_ceiling(assess):
    found = assess(
        """
        area | late
        A    |    2
        B    |    3
        C    |    9
        """,
        "[{rule: {kind: at_most, of: late, target: 2, ceiling: 4}}]",
    )
    assert found.share() == {"A": 1.0, "B": 0.5, "C": 0.0}


def test_a_range_with_a_margin(assess):
    found = assess(
        """
        area | births | girls
        A    |    105 |   100
        B    |    110 |   100
        C    |     90 |   100
        """,
        "[{rule: {kind: range, of: sex_ratio, low: 103, high: 107, margin: 6}}]",
    )
    assert found.share() == {"A": 1.0, "B": 0.5, "C": 0.0}


def test_a_count(assess):
    found = assess(
        """
        area | late
        A    |    0
        B    |    1
        """,
        "[{rule: {kind: count, of: late, at_most: 0}}]",
    )
    assert found.share() == {"A": 1.0, "B": 0.0}


def test_pace_at_the_end_of_the_year_is_the_share_of_the_target(assess):
    found = assess(
        """
        area | checked
        A    |      50
        B    |     200
        """,
        "[{rule: {kind: pace, of: checked, target: 100}}]",
    )
    assert found.share() == {"A": 0.5, "B": 1.0}


def test_bands_take_the_first_that_is_reached(assess):
    found = assess(
        """
        area | checked | target
        A    |      96 |    100
        B    |      91 |    100
        C    |      10 |    100
        """,
        """[{rule: {kind: bands, of: coverage, bands: [{at_least: 95%, share: 100%}, {at_least: 90%, share: 60%}]}}]""",
    )
    assert found.share() == {"A": 1.0, "B": 0.6, "C": 0.0}
