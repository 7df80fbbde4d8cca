"""Words in Latin letters: how alike they are by letters and sound, and that this does not hang on which comes first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.adapters.linkage.latin_fields import Column, latin_fields
from huimin.reconciliation.latin import CLOSE, DIFFERENT, LOOSE, MISSING, SAME, compare_latin, in_latin
from huimin.reconciliation.latin_weights import expected
from huimin.reconciliation.spelling import jaro_winkler, one_slip, read_words, soundex

WORD = st.text("abcdefgio", min_size=1, max_size=9)


def letters(*words):
    return read_words(words, np.arange(len(words), dtype=np.int32)).letters


@pytest.mark.parametrize(("one", "two", "told"), [
    ("martha", "marhta", 0.961), ("dwayne", "duane", 0.840), ("dixon", "dicksonx", 0.813), ("jones", "johnson", 0.832),
    ("massey", "massie", 0.933), ("abroms", "abrams", 0.922), ("jeraldine", "geraldine", 0.926),
    ("michelle", "michael", 0.921), ("julies", "julius", 0.933), ("tanya", "tonya", 0.880), ("sean", "susan", 0.805),
    ("jon", "john", 0.933), ("jon", "jan", 0.800), ("abc", "xyz", 0.0),
])  # fmt: skip
def test_jaro_winkler_is_that_of_the_census_bureau(one, two, told):
    """The examples of Winkler's papers, to three places."""
    assert jaro_winkler(letters(one), letters(two))[0] == pytest.approx(told, abs=6e-4)


@given(st.lists(st.tuples(WORD, WORD), min_size=1, max_size=20), st.sampled_from([0.0, 0.6, 0.75, 0.9]))
def test_words_are_as_alike_whichever_comes_first(pairs, least):
    one, two = letters(*(pair[0] for pair in pairs)), letters(*(pair[1] for pair in pairs))
    alike = jaro_winkler(one, two)
    assert (alike == jaro_winkler(two, one)).all() and (one_slip(one, two) == one_slip(two, one)).all()
    assert ((alike >= 0) & (alike <= 1)).all() and ((alike == 1) == (one == two).all(axis=1)).all()
    quick = jaro_winkler(one, two, least)
    assert (quick[alike >= least] == alike[alike >= least]).all() and (quick[alike < least] < max(least, 1e-9)).all()


@pytest.mark.parametrize(("word", "told"), [
    ("Robert", "r163"), ("Rupert", "r163"), ("Rubin", "r15"), ("Ashcraft", "a2613"), ("Tymczak", "t522"), ("Lee", "l"),
    ("Müller", "m46"), ("·", ""), ("张", ""),
])  # fmt: skip
def test_soundex(word, told):
    row = letters(word)[0]
    assert soundex("".join(map(chr, row[row > 0]))) == told[:4]


def fields(**columns):
    """Lists of one record or more, a text a record."""
    made = {name: Column(texts, np.arange(len(texts), dtype=np.int32)) for name, texts in columns.items()}
    return latin_fields(made.get)


def compared(one, two):
    rows = np.arange(1)
    found = compare_latin(fields(**{name: [text] for name, text in one.items()}), rows,
                          fields(**{name: [text] for name, text in two.items()}), rows)  # fmt: skip
    return {name: int(sorts[0]) for name, sorts in found.items()}


@pytest.mark.parametrize(("field", "one", "two", "told"), [
    ("given", "Anna", "ANNA", SAME), ("given", "Zoë", "Zoe", SAME), ("given", "Imogen", "Imzogen", CLOSE),
    ("given", "J", "John", LOOSE), ("given", "Stephen", "Steven", LOOSE), ("given", "Luke", "Mia", DIFFERENT),
    ("given", "Baby boy", "Luke", MISSING), ("given", "", "Luke", MISSING),
    ("street", "light street", "light setreet", CLOSE), ("postcode", "2260", "2206", CLOSE),
    ("postcode", "2260", "2261", CLOSE), ("postcode", "2260", "3161", DIFFERENT), ("house", "6", "8", DIFFERENT),
    ("phone", "+86 138-0013 8000", "13800138000", SAME), ("birth", "2026-03-05", "5 Mar 2026", SAME),
    ("birth", "2026-03-05", "2026-05-03", CLOSE), ("birth", "2026-03-05", "2026-03-15", CLOSE),
    ("birth", "20260305", "20261305", CLOSE), ("birth", "2026-03-05", "2026-03-28", LOOSE),
    ("birth", "2026-03-05", "2025-09-28", DIFFERENT),
])  # fmt: skip
def test_how_fields_compare(field, one, two, told):
    other = {"surname": "Smith", "given": "Ann", "birth": "2026-01-01"}
    here, there = (
        compared(other | {field: one}, other | {field: two}),
        compared(other | {field: two}, other | {field: one}),
    )
    assert here == there and here["born" if field == "birth" else field] == told


def test_given_name_and_surname_may_have_changed_places():
    one, two = {"given": "Blake", "surname": "Bailey"}, {"given": "Bailey", "surname": "Blacke"}
    assert compared(one, two) == {"given": CLOSE, "surname": SAME}
    assert compared(two, one) == {"given": SAME, "surname": CLOSE}


@pytest.mark.parametrize(("whole", "given_name", "surname"), [
    ("John Smith", "John", "Smith"), ("SMITH, John Paul", "John Paul", "Smith"), ("Baby of Mary Smith", "", "Smith"),
    ("Maria da Silva", "Maria da", "Silva"),
])  # fmt: skip
def test_a_whole_name_is_taken_apart(whole, given_name, surname):
    apart = {"given": given_name, "surname": surname}
    found = compared({"name": whole}, apart)
    assert found["surname"] == SAME and found["given"] == (SAME if given_name else MISSING)


@pytest.mark.parametrize(("names", "told"), [
    (["王小明", "李梅", "John Smith"], False), (["王小明", "John Smith"], False), (["John Smith", "Mary", "王小明"], True),
    (["阿依努尔·买买提"], False), ([], False),
])  # fmt: skip
def test_the_script_is_found_from_the_names(names, told):
    words = read_words(names, np.arange(len(names), dtype=np.int32))
    assert in_latin(words.letters, words.codes) is told


@given(st.lists(st.integers(1, 30), min_size=1, max_size=200))
def test_a_word_is_never_expected_oftener_than_it_was_seen(counts):
    found = expected(np.array(counts))
    assert ((found > 0) & (found <= counts)).all() and (
        found[np.array(counts) >= 5] == np.array(counts)[np.array(counts) >= 5]
    ).all()


def test_what_stands_once_in_a_list_of_its_own_is_rarer_than_one_in_the_list():
    """497 dates that stand once and one that stands three times: another record has one of them far less often."""
    assert expected(np.array([1] * 497 + [3]))[0] < 0.01
