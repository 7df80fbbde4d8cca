"""Anybody can draw again: the frame, the seed and three lines of arithmetic are all there is."""

from fractions import Fraction
from hashlib import sha256

from huimin.sampling.draw import chances, draw
from huimin.sampling.frame import Frame, Site, read_frame
from huimin.sampling.numbers import commitment, fraction

SEED = "2025123 07 11 15 22 28 33 06"
FRAME = Frame(tuple(Site(f"v{number}", "east" if number < 6 else "west", 1 + number) for number in range(12)))


def redrawn_by_hand(count: int, stratum: str, by_size: bool) -> list[str]:
    """The draw once more, as a reader of the manual would write it."""
    sites = [site for site in FRAME.sites if site.stratum == stratum]
    total = sum(site.size for site in sites)
    ranked = []
    for site in sites:
        digest = sha256(f"{SEED}\nspring\n{site.key}".encode()).digest()
        k = int.from_bytes(digest[:8], "big")
        u = Fraction(2 * k + 1, 2**65)
        p = Fraction(count * site.size, total)
        ranked.append((u * (1 - p) / ((1 - u) * p) if by_size else u, site.key))
    return sorted(key for _, key in sorted(ranked)[:count])


def test_a_simple_draw_takes_the_least_numbers():
    found = draw(FRAME, {"east": 2, "west": 3}, "simple", SEED, "spring")
    assert list(found.keys) == redrawn_by_hand(2, "east", False) + redrawn_by_hand(3, "west", False)


def test_a_draw_by_size_takes_the_least_quotients():
    found = draw(FRAME, {"east": 2, "west": 3}, "size", SEED, "spring")
    assert list(found.keys) == redrawn_by_hand(2, "east", True) + redrawn_by_hand(3, "west", True)


def test_the_number_of_a_site_is_told_byte_for_byte():
    """So that a program in another language can be held against this one."""
    expected = int(sha256(b"seed\nround\n990102001001").hexdigest()[:16], 16)
    assert fraction("seed", "round", "990102001001") == Fraction(2 * expected + 1, 2**65)


def test_a_large_site_is_taken_for_certain():
    assert chances([100, 10, 10, 10], 2, "size") == [1, Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)]


def test_another_seed_or_another_round_is_another_draw():
    draws = {draw(FRAME, {"east": 2, "west": 3}, "simple", seed, name).keys
             for seed, name in ((SEED, "spring"), (SEED, "autumn"), ("other", "spring"))}  # fmt: skip
    assert len(draws) == 3


def test_the_order_of_the_list_plays_no_part():
    turned = Frame(tuple(reversed(FRAME.sites)))
    assert draw(turned, {"east": 2, "west": 3}, "size", SEED, "r") == draw(
        FRAME, {"east": 2, "west": 3}, "size", SEED, "r"
    )


def test_the_published_frame_reads_back_as_itself():
    assert read_frame(FRAME.text()) == FRAME
    assert read_frame(FRAME.text()).hash() == FRAME.hash() == sha256(FRAME.text().encode()).hexdigest()


def test_the_seed_is_bound_by_its_hash_before_anybody_may_know_it():
    assert commitment(SEED) == sha256(SEED.encode()).hexdigest()
