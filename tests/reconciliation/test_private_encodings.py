"""Keyed hashes, hardened filters, and what an attacker by frequency gets out of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.adapters.definitions.workspace import read_tree
from huimin.adapters.linkage.readings import readings
from huimin.findings import Invalid
from huimin.reconciliation.coverage import quality_of
from huimin.reconciliation.keys import mixed
from huimin.reconciliation.names import read_names
from huimin.reconciliation.places import CodePlaces, TreePlaces
from huimin.reconciliation.private.attack import guess_surnames
from huimin.reconciliation.private.encoding import HASHED, SALTS, Manner, encode
from huimin.reconciliation.private.filters import HARDENED, PLAIN, distance, filters_of
from huimin.reconciliation.private.matching import LIKE_CHARACTER, LIKE_SOUND, cascade_encoded
from huimin.reconciliation.private.secret import key_text, read_key
from huimin.reconciliation.private.siphash import siphash
from huimin.reconciliation.private.steady import SteadyPlaces
from huimin.tasks.reconcile.inventing import invent_births
from reconcile_lists import sent_lists

SECRET = read_key(key_text(bytes(range(32))), "test")


def test_siphash_gives_the_values_of_its_authors():
    """Appendix A of the paper (15 bytes) needs a part of a word; these are the whole words of their vectors.h."""
    key = (0x0706050403020100, 0x0F0E0D0C0B0A0908)
    one, two = np.array([0x0706050403020100], np.uint64), np.array([0x0F0E0D0C0B0A0908], np.uint64)
    assert int(siphash(key, one)[0]) == 0x93F5F5799A932462
    assert int(siphash(key, one, two)[0]) == 0x3F2ACC7F57C29BDB


@given(st.binary(min_size=32, max_size=32))
def test_a_key_file_is_read_as_it_was_written_and_mistyping_is_found(random):
    line = key_text(random)
    assert key_text(random) == line and random.hex() not in line
    head, body, check = line.split()
    turned = body.replace(body[0], "2" if body[0] != "2" else "3", 1)
    with pytest.raises(Invalid):
        read_key(f"{head} {turned} {check}", "x")


def test_label_and_use_make_other_keys_and_nothing_shows_them():
    other = read_key(key_text(bytes(range(32))), "other")
    again = read_key(f"  {key_text(bytes(range(32))).lower().replace('huimin', 'huimin')}\n", "TEST ")
    assert SECRET.key("name") != SECRET.key("mother") != other.key("mother")
    assert again.key("name") == SECRET.key("name") and again.mark == SECRET.mark != other.mark
    assert repr(SECRET) == "Secret()"


def named(*texts):
    return read_names(list(texts), np.arange(len(texts), dtype=np.int32), readings())


def apart(one, two, salt=1, hardening=HARDENED):
    """How far apart two names' filters lie, over many salts, at most and at least."""
    names = replace(named(one, two), codes=np.repeat(np.arange(2, dtype=np.int32), 200))
    salts = np.tile(np.arange(salt, salt + 200, dtype=np.uint64), 2)
    made = filters_of(names, salts, np.arange(1, 401, dtype=np.uint64), readings(), SECRET, "name", hardening)
    found = distance(made[:200], made[200:])
    return int(found.min()), int(found.max())


@pytest.mark.parametrize(("one", "two", "least", "most"), [
    ("王小明", "王小明", 0, 24), ("王小明", "王晓明", 25, LIKE_SOUND), ("李梅", "李玫", 25, LIKE_SOUND),
    ("阿依努尔·买买提", "阿依努尔买买提", 0, 24), ("王小明", "王大明", LIKE_SOUND - 8, LIKE_CHARACTER + 3),
    ("李梅", "李丽", LIKE_CHARACTER - 5, 512), ("王小明", "李雨涵", LIKE_CHARACTER + 1, 512),
])  # fmt: skip
def test_how_far_apart_names_lie(one, two, least, most):
    low, high = apart(one, two)
    assert least <= low and high <= most


def test_every_filter_holds_about_as_much_whatever_the_name():
    """The weight of a filter must not tell how long the name is."""
    made = filters_of(named("李梅", "王小明", "阿依古丽·买买提吐尔逊", "欧阳子轩"), np.ones(4, np.uint64),
                      np.arange(1, 5, dtype=np.uint64), readings(), SECRET, "name")  # fmt: skip
    weight = np.bitwise_count(made).sum(axis=1)
    assert weight.max() - weight.min() <= 16


def test_a_surname_sets_other_bits_for_a_child_of_another_day_and_another_label():
    low, _ = apart("王小明", "王小明")
    names = replace(named("王小明"), codes=np.zeros(2, np.int32))
    marks = np.ones(2, np.uint64)
    other_day = filters_of(names, np.array([1, 2], np.uint64), marks, readings(), SECRET, "name")
    same = filters_of(
        names, np.ones(2, np.uint64), marks, readings(), read_key(key_text(bytes(range(32))), "b"), "name"
    )
    assert distance(other_day[:1], other_day[1:])[0] > LIKE_CHARACTER >= low
    assert distance(other_day[:1], same[:1])[0] > LIKE_CHARACTER


@pytest.fixture(scope="module")
def invented():
    return sent_lists(8000, 551_003)


def encoded(sent, manner=Manner()):
    return [encode(one.records, mixed(np.arange(len(one.records)) + 1 + at * 10**6), readings(), SECRET, manner)
            for at, one in enumerate(sent)]  # fmt: skip


@pytest.mark.parametrize("salt", ["day", "none"])
def test_encodings_lose_little(invented, salt):
    sent, truth = invented
    one, two = encoded(sent[:2], Manner(salt))
    links = cascade_encoded(one, two)
    found = quality_of(links.first, links.second, (truth[0], truth[1]))
    assert found.recall.value >= 0.97 and found.precision.value >= 0.995
    assert len(np.unique(links.first)) == len(links.first) == len(np.unique(links.second))


def test_hardly_any_hash_is_borne_twice(invented):
    """Counting hashes tells nothing where each stands once; siblings and repeats are what is left."""
    encoding = encoded(invented[0][:1])[0]
    for at, which in enumerate(HASHED):
        keys = encoding.hashes[encoding.singles, at]
        keys = keys[keys != 0]
        counts = np.unique(keys, return_counts=True)[1]
        assert not len(keys) or (counts.max() <= 4 and counts[counts > 1].sum() <= 0.05 * len(keys)), which


def test_without_the_key_hashes_are_others(invented):
    records = invented[0][0].records
    other = encode(
        records, mixed(np.arange(len(records)) + 1), readings(), read_key(key_text(b"x" * 32), "test"), Manner()
    )
    mine = encoded(invented[0][:1])[0]
    assert not np.intersect1d(other.hashes[other.hashes != 0], mine.hashes[mine.hashes != 0]).size


def guessed(hardening, salted):
    """The share of surnames that the attacker by frequency tells right, and that of the commonest surname."""
    births = invent_births(2500, 31)
    texts, codes = np.unique(births.name, return_inverse=True)
    names = read_names(texts.tolist(), codes.astype(np.int32), readings())
    salts = mixed(births.birth.astype(np.int64) + 1) if salted else np.zeros(len(births), np.uint64)
    filters = filters_of(names, salts, mixed(np.arange(len(births)) + 1), readings(), SECRET, "name", hardening)
    table = Counter(invent_births(40_000, 99).surname.tolist()).most_common(60)
    found = guess_surnames(filters, [count / 40_000 for _, count in table])
    right = np.array([table[at][0] for at in found]) == births.surname
    return float(right.mean()), float((births.surname == table[0][0]).mean())


def test_an_attack_by_frequency_works_on_plain_filters_and_not_on_hardened_ones():
    plain, commonest = guessed(PLAIN, salted=False)
    hardened, _ = guessed(HARDENED, salted=True)
    assert plain >= 1.7 * commonest
    assert hardened <= 1.1 * commonest


def test_areas_get_the_same_number_at_every_office():
    one, two = SteadyPlaces(CodePlaces()), SteadyPlaces(CodePlaces())
    two.spot("东镇"), two.spot("990102003")
    for text in ("990101001", "990101", "东镇", "990102003045"):
        assert one.spot(text) == two.spot(text) != (0, 0)
    assert one.spot("990101001")[1] == one.spot("990101999")[1] and one.code(one.spot("990101001")[1]) == "990101"
    assert one.spot("") == (0, 0) and one.code(0) == "" and all(0 <= number < 2**31 for number in one.spot("西镇"))


def test_every_salt_can_be_chosen(invented):
    records = invented[0][0].records
    made = {
        salt: encode(records, mixed(np.arange(len(records)) + 1), readings(), SECRET, Manner(salt)) for salt in SALTS
    }
    assert len({one.name.tobytes() for one in made.values()}) == len(SALTS)


def test_an_office_with_the_area_tree_and_one_without_find_the_same_number(city):
    tree = read_tree(city)
    known = tree.at(date(2026, 1, 1))
    with_tree, without = SteadyPlaces(TreePlaces(tree, date(2026, 1, 1))), SteadyPlaces(CodePlaces())
    towns = [known.codes[at] for at in known.at_level("township")][:20]
    assert towns and all(code.isdecimal() for code in towns)
    for code in towns:
        assert with_tree.spot(code) == without.spot(code)
        assert with_tree.code(with_tree.spot(code)[1]) == code[:6]
