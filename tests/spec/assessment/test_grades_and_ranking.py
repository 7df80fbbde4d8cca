"""Grades, red lines, the ladder of consequences, and ranks that ties share."""

SCHEME = """
grades:
- {code: excellent, zh: 优秀, en: Excellent, at_least: 90%}
- {code: good, zh: 良好, en: Good, at_least: 75%}
- {code: failed, zh: 不合格, en: Failed, at_least: 0%}
red_lines:
- {code: falsified, zh: 数据造假, en: Falsified data, grade: failed}
ladder:
- {code: notice, zh: 通报, en: Notice, below: 75%}
- {code: yellow, zh: 黄牌, en: Yellow card, below: 60%, deadline_days: 90}
items:
- {id: "1", points: 100, rule: {kind: at_least, of: coverage, target: 100%, floor: 0%}}
"""


def test_grades_by_share_of_the_total(assess):
    found = assess(
        """
        area | checked | target
        A    |      90 |    100
        B    |      75 |    100
        C    |      74 |    100
        """,
        SCHEME,
    )
    grades = {area: standing.grade.code for area, standing in found.standing.items()}
    assert grades == {"A": "excellent", "B": "good", "C": "failed"}


def test_a_red_line_decided_by_a_person_caps_the_grade_and_leaves_the_score(assess):
    found = assess(
        """
        area | checked | target | red_falsified
        A    |      95 |    100 |             1
        B    |      95 |    100 |             0
        C    |      95 |    100 |
        """,
        SCHEME,
    )
    assert found.score == {"A": 95.0, "B": 95.0, "C": 95.0}
    assert {area: s.grade.code for area, s in found.standing.items()} == {
        "A": "failed", "B": "excellent", "C": "excellent",
    }  # fmt: skip
    assert found.standing["A"].capped_by.code == "falsified"


def test_the_ladder_lists_every_step_that_applies(assess):
    found = assess(
        """
        area | checked | target
        A    |      80 |    100
        B    |      70 |    100
        C    |      50 |    100
        """,
        SCHEME,
    )
    steps = {area: [step.code for step in standing.steps] for area, standing in found.standing.items()}
    assert steps == {"A": [], "B": ["notice"], "C": ["notice", "yellow"]}


def test_ties_share_a_rank_and_the_next_rank_counts_them(assess):
    found = assess(
        """
        area | checked | target
        A    |      90 |    100
        B    |      80 |    100
        C    |      80 |    100
        D    |      70 |    100
        """,
        SCHEME,
    )
    assert found.rank == {"A": 1, "B": 2, "C": 2, "D": 4}
    assert {standing.of for standing in found.standing.values()} == {4}
