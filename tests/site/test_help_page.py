"""The help is open to all; a reader's own roles come first."""

from __future__ import annotations

import pytest

from huimin.workflow import Kind
from site_fixtures import CAST, VISITOR


@pytest.mark.parametrize("who", [*CAST, VISITOR])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everybody_may_read_the_help(site, who, lang):
    answer = site.client(who, lang).get("/help/")
    assert answer.status_code == 200
    assert answer.text.count("<h3>") == len(Kind)


def test_own_roles_come_first(site):
    text = site.client("auditor").get("/help/").text
    assert text.index("auditor") < text.index("reporter")
    assert text.count("your role") == 1
