"""A verdict must be more than noise: the small-number guard."""

ONE = "[{{guard: {guard}, rule: {{kind: at_least, of: coverage, target: 80%}}}}, {{id: '2', rule: {{kind: at_most, of: late, target: 5}}}}]"

FIGURES = """
    area | checked | target | late
    A    |    7500 |  10000 |    0
    B    |      15 |     20 |    0
    C    |    8500 |  10000 |    0
    D    |      17 |     20 |    0
"""


def test_without_a_guard_the_value_decides(assess):
    found = assess(FIGURES, ONE.format(guard="none"))
    assert found.share() == {"A": 0.0, "B": 0.0, "C": 1.0, "D": 1.0}


def test_cannot_tell_takes_the_item_out_for_better_and_for_worse(assess):
    """15 of 20 and 17 of 20 are both within chance of 80 per cent; 7,500 and 8,500 of 10,000 are not."""
    found = assess(FIGURES, ONE.format(guard="cannot_tell"))
    assert found.status() == {"A": "scored", "B": "cannot_tell", "C": "scored", "D": "cannot_tell"}
    assert found.score == {"A": 10.0, "B": 20.0, "C": 20.0, "D": 20.0}
    assert found.rank == {"A": 4, "B": 1, "C": 1, "D": 1}  # out of the total is not held against anybody


def test_full_gives_the_benefit_of_the_doubt(assess):
    found = assess(FIGURES, ONE.format(guard="full"))
    assert found.share() == {"A": 0.0, "B": 1.0, "C": 1.0, "D": 1.0}


def test_pooled_years_tell_what_one_year_cannot(assess):
    """One year of 70 in 100 cannot be told from 80 per cent; three such years can."""
    found = assess(
        """
        area | year | checked | target | late
        A    | 2010 |     140 |    200 |    0
        A    | 2011 |     140 |    200 |    0
        A    | 2012 |      73 |    100 |    0
        B    | 2012 |      15 |     20 |    0
        """,
        ONE.format(guard="{method: pool, years: 3}"),
    )
    assert found.status() == {"A": "pooled", "B": "cannot_tell"}
    assert found.share() == {"A": 0.0, "B": None}


def test_a_range_inside_a_wide_interval_is_within_reach(assess):
    """60 boys for 50 girls is 120, and yet 103 to 107 lies well within its interval."""
    found = assess(
        """
        area | births | girls
        A    |     60 |    50
        """,
        "[{guard: full, rule: {kind: range, of: sex_ratio, low: 103, high: 107}}]",
    )
    assert found.share() == {"A": 1.0}


def test_with_partial_credit_doubt_is_what_chance_could_move(assess):
    """97 of 100 against a target of 98 with a floor of 50: chance can move the score by little, so it stands.

    9 of 10 against the same: chance could make it anything, so it cannot be told.
    """
    found = assess(
        """
        area | checked | target | late
        A    |      97 |    100 |    0
        B    |       9 |     10 |    0
        """,
        """
        - {id: "1", guard: cannot_tell, rule: {kind: at_least, of: coverage, target: 98%, floor: 50%}}
        - {id: "2", rule: {kind: at_most, of: late, target: 5}}
        """,
    )
    assert found.status() == {"A": "scored", "B": "cannot_tell"}


def test_what_is_clearly_short_of_the_target_is_scored_however_few(assess):
    """5 of 10 may be anything from 24 to 76 per cent, but it is not 98."""
    found = assess(
        """
        area | checked | target | late
        A    |       5 |     10 |    0
        """,
        """
        - {id: "1", guard: cannot_tell, rule: {kind: at_least, of: coverage, target: 98%, floor: 0%}}
        - {id: "2", rule: {kind: at_most, of: late, target: 5}}
        """,
    )
    assert found.status() == {"A": "scored"}


def test_a_scheme_may_say_how_much_doubt_it_bears(assess):
    found = assess(
        """
        area | checked | target | late
        A    |      97 |    100 |    0
        """,
        """
        - {id: "1", guard: {method: cannot_tell, doubt: 10%}, rule: {kind: at_least, of: coverage, target: 98%, floor: 50%}}
        - {id: "2", rule: {kind: at_most, of: late, target: 5}}
        """,
    )
    assert found.status() == {"A": "cannot_tell"}
