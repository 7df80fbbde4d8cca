"""What figures cannot tell, people judge on a judgement sheet, and the same rules make points of it."""


def test_a_checklist_shares_its_points_among_its_parts(assess):
    found = assess(
        """
        area | 1.plan | 1.staff | 1.money | 1.equipment
        A    |      1 |       1 |       1 |           0
        B    |      0 |       0 |       0 |           0
        """,
        """[{rule: {kind: checklist, parts: [
            {id: plan, zh: 方案, en: Plan}, {id: staff, zh: 人员, en: Staff},
            {id: money, zh: 资金, en: Money}, {id: equipment, zh: 设备, en: Equipment}]}}]""",
    )
    assert found.share() == {"A": 0.75, "B": 0.0}


def test_a_part_nobody_judged_leaves_the_item_unscored(assess):
    found = assess(
        """
        area | 1.plan | 1.staff
        A    |      1 |
        """,
        """[{rule: {kind: checklist, parts: [{id: plan, zh: 方案, en: Plan}, {id: staff, zh: 人员, en: Staff}]}}]""",
    )
    assert found.status() == {"A": "not_reported"}


def test_evidence_is_a_share_given_by_people(assess):
    found = assess(
        """
        area |    1
        A    | 0.85
        """,
        "[{rule: {kind: evidence, rubric_zh: 有文件, rubric_en: documents}}]",
    )
    assert found.points() == {"A": 8.5}


def test_frequency_counts_up_to_the_times_asked_for(assess):
    found = assess(
        """
        area | 1
        A    | 4
        B    | 3
        C    | 9
        """,
        "[{rule: {kind: frequency, times: 4}}]",
    )
    assert found.share() == {"A": 1.0, "B": 0.75, "C": 1.0}


def test_a_deadline_loses_a_share_a_day(assess):
    """734684 is the day number of 30 June 2012."""
    found = assess(
        """
        area |      1
        A    | 734684
        B    | 734688
        C    | 734800
        """,
        "[{rule: {kind: deadline, by: '06-30', lose_per_day: 5%}}]",
    )
    assert found.share() == {"A": 1.0, "B": 0.8, "C": 0.0}


def test_deductions_and_bonuses_come_on_top_and_are_limited(assess):
    found = assess(
        """
        area | checked | target | late | 3
        A    |      50 |    100 |    3 | 0
        B    |      50 |    100 |    9 | 2
        C    |     100 |    100 |    0 | 5
        """,
        """
        - {id: "1", rule: {kind: at_least, of: coverage, target: 100%, floor: 0%}}
        - {id: "2", rule: {kind: deduction, of: late, each: 0.5, most: 2}}
        - {id: "3", rule: {kind: bonus, each: 1, most: 3}}
        """,
    )
    assert found.points("2") == {"A": -1.5, "B": -2.0, "C": 0.0}
    assert found.points("3") == {"A": 0.0, "B": 2.0, "C": 3.0}
    assert found.score == {"A": 3.5, "B": 5.0, "C": 10.0}  # never above the scheme's total
