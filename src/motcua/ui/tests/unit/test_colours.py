"""Text pairs of both schemes hold 7:1, whatever a screenshot happens to show."""

import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[5] / "assets/style/_tokens.scss").read_text()
PAIRS = [
    *product(
        ("ink", "ink-soft", "link", "link-hover", "link-visited", "danger"), ("paper", "surface")
    ),
    *product(("ink", "ink-soft"), ("sunken",)),
    ("on-lacquer", "lacquer"),
    ("on-action", "action"),
    ("on-action", "action-hover"),
    ("on-danger", "danger"),
    ("edge", "gold"),
    *(
        (f"{tone}-word", f"{tone}-ground")
        for tone in ("neutral", "info", "waiting", "working", "good", "warn", "bad")
    ),
]


def colours(scheme):
    body = TOKENS.split(f"@mixin {scheme} {{")[1].split("\n}")[0]
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))
    (found["lacquer"],) = re.findall(r"--lacquer:[^#]*(#[0-9a-f]{6})", body)
    return found


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(scheme, word, ground):
    known = colours(scheme)

    assert contrast(known[word], known[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_the_edge_of_a_field_can_be_seen(scheme, ground):
    known = colours(scheme)

    assert contrast(known["line-strong"], known[ground]) >= 3
