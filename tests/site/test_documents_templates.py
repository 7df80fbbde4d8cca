"""The texts of documents: which names each kind offers, and what is wrong with the office's own."""

from __future__ import annotations

from huimin.writing.kinds import KINDS


def test_faults_of_the_office_s_own_templates_are_told_with_line(own_site):
    own = own_site.folder / "documents" / "monthly-circular"
    own.mkdir(parents=True)
    (own / "en.txt").write_text("# Circular of {{ peroid }}\n\nText.\n", "utf-8")
    browser = own_site.client("city_officer")
    text = browser.get("/documents/templates").text
    assert "documents/monthly-circular/en.txt" in text and "peroid" in text and "period" in text
    assert text.count("the office’s own") == 1
    one = browser.get("/documents/templates/monthly-circular").text
    assert "{{ peroid }}" in one and "<code>period</code>" in one
    assert browser.get("/documents/templates/nonsense").status_code == 404


def test_every_kind_tells_its_names_in_both_languages(site):
    for lang, word in (("zh", "可以使用的名称"), ("en", "Names a template may use")):
        for kind in KINDS:
            text = site.client("auditor", lang).get(f"/documents/templates/{kind}").text
            assert word in text and "<code>issuer</code>" in text, (kind, lang)
