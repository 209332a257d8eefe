"""The table that foretells: on a past with known chances it says these chances."""

from collections import defaultdict
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.foundation.ids import uuid7
from motcua.modules.public_services.forecasts import rules
from motcua.modules.public_services.forecasts.types import Cell, Key

UNITS = [uuid7() for _each in range(10)]
PROCEDURES, STEPS = ("1.001193", "2.000815", "2.000635"), ("Thẩm định", "Ký duyệt")
KEYS = [
    Key(unit, procedure, step, days)
    for unit in UNITS
    for procedure in PROCEDURES
    for step in STEPS
    for days in rules.STEPS_OF_DAYS
]


def counted(key, chance, number, random):
    return key, Cell(number, sum(random.random() < chance for _each in range(number)))


def chances_of(random):
    """Units differ much, procedures and steps of a unit less."""
    units = {(key.unit_id, key.days_left): random.betavariate(0.8, 2.4) for key in KEYS}
    shares = ((key, min(max(units[key.unit_id, key.days_left], 0.01), 0.99)) for key in KEYS)
    return {key: random.betavariate(8 * share, 8 * (1 - share)) for key, share in shares}


@settings(max_examples=6, derandomize=True)  # chance is seeded
@given(seed=st.integers(0, 2**32), size=st.integers(20, 200))
def test_on_a_past_with_known_chances_the_forecast_is_calibrated(seed, size):
    """What it says of a band of dossiers is about what comes, and beats saying the average."""
    random = Random(seed)  # noqa: S311 - a past is played
    true = chances_of(random)
    cells = rules.table(counted(key, true[key], random.randint(0, size), random) for key in KEYS)
    said, came = defaultdict(list), defaultdict(list)
    off, plain, everything = 0.0, 0.0, []
    for key in KEYS:
        chance = rules.chance(key, cells).chance
        assert 0 < chance < 1
        for _each in range(20):
            is_late = random.random() < true[key]
            band = int(chance * 5)
            said[band].append(chance)
            came[band].append(is_late)
            off += (chance - is_late) ** 2
            everything.append(is_late)
    average = sum(everything) / len(everything)
    plain = sum((average - each) ** 2 for each in everything)

    for band, chances in said.items():
        if len(chances) >= 800:
            assert abs(sum(chances) / len(chances) - sum(came[band]) / len(chances)) < 0.08
    assert off < plain


def test_few_alike_are_drawn_towards_the_unit_and_a_unit_towards_the_house():
    good, bad = UNITS[:2]
    key = Key(bad, "1.001193", "Ký duyệt", 2)
    cells = rules.table(
        [
            (Key(bad, "2.000815", "Ký duyệt", 2), Cell(100, 80)),
            (Key(good, "1.001193", "Ký duyệt", 2), Cell(900, 0)),
            (key, Cell(1, 0)),
        ]
    )
    unknown = Key(UNITS[2], "1.001193", "Ký duyệt", 2)

    assert 0.6 < rules.chance(key, cells).chance < 0.75
    assert rules.chance(key, cells).alike == Cell(1, 0)
    assert 0.07 < rules.chance(unknown, cells).chance < 0.09
    assert rules.chance(unknown, {}).chance == 0.5


def test_working_days_left_are_told_apart_while_they_are_few():
    assert [rules.time_left(days) for days in (0, 1, 2, 3, 4, 5, 6, 10, 11, 99)] == [
        1, 1, 2, 3, 4, 4, 6, 6, 11, 11,
    ]  # fmt: skip
