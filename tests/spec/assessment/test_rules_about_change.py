"""Rules about change hold this year against last year."""


def test_improvement_in_points_of_the_value(assess):
    found = assess(
        """
        area | year | checked | target
        A    | 2011 |      50 |    100
        A    | 2012 |      60 |    100
        B    | 2011 |      50 |    100
        B    | 2012 |      55 |    100
        C    | 2011 |      50 |    100
        C    | 2012 |      40 |    100
        """,
        "[{rule: {kind: improvement, of: coverage, by: 10%}}]",
    )
    assert found.share() == {"A": 1.0, "B": 0.5, "C": 0.0}


def test_improvement_relative_and_downwards(assess):
    found = assess(
        """
        area | year | late
        A    | 2011 |  200
        A    | 2012 |  180
        B    | 2011 |  200
        B    | 2012 |  190
        """,
        "[{rule: {kind: improvement, of: late, by: 10%, relative: true, better: lower}}]",
    )
    assert found.share() == {"A": 1.0, "B": 0.5}


def test_the_part_above_a_base_is_to_fall(assess):
    """Last year 20 above the base of 100: the first step asks for a tenth of it, the second for a fifth."""
    found = assess(
        """
        area | year | late
        A    | 2011 |  120
        A    | 2012 |  118
        B    | 2011 |  140
        B    | 2012 |  136
        C    | 2011 |   90
        C    | 2012 |   95
        D    | 2011 |   90
        D    | 2012 |  101
        """,
        "[{rule: {kind: reduce_excess, of: late, base: 100, steps: [{above: 100, by: 10%}, {above: 130, by: 20%}]}}]",
    )
    assert found.share() == {"A": 1.0, "B": 0.5, "C": 1.0, "D": 0.0}


def test_one_growth_above_another(assess):
    found = assess(
        """
        area | year | funding | revenue
        A    | 2011 |     100 |     100
        A    | 2012 |     112 |     110
        B    | 2011 |     100 |     100
        B    | 2012 |     110 |     110
        """,
        "[{rule: {kind: outgrow, of: funding, than: revenue}}]",
    )
    assert found.share() == {"A": 1.0, "B": 0.0}


def test_without_last_year_there_is_no_score(assess):
    found = assess(
        """
        area | year | checked | target
        A    | 2012 |      60 |    100
        """,
        "[{rule: {kind: improvement, of: coverage, by: 10%}}]",
    )
    assert found.share() == {"A": None}
    assert found.status() == {"A": "not_reported"}


def test_a_decision_table_whose_rows_have_dates(assess):
    """The first row ended before the year did; the second is in force."""
    found = assess(
        """
        area | checked
        A    |      10
        B    |       1
        """,
        """[{rule: {kind: table, otherwise: 20%, rows: [
            {when: checked > 0, share: 100%, to: 2011-12-31},
            {when: checked > 5, share: 70%, from: 2012-01-01}]}}]""",
    )
    assert found.share() == {"A": 0.7, "B": 0.2}
