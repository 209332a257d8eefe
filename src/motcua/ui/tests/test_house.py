"""Rules for every template of the house."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
TEMPLATES = sorted(HOUSE.glob("**/templates/**/*.html"))


def name_of(path):
    return str(path.relative_to(HOUSE))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_has_inline_style_or_script(path):
    text = path.read_text()

    assert not re.search(r"<[^>]*\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"<script(?![^>]*(?:\bsrc=|type=.application/json))[^>]*>", text)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=\s*[\"']", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_calls_a_third_party(path):
    called = re.findall(
        r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=[\"'](https?:)?//", path.read_text()
    )

    assert called == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_placeholder_is_never_a_label(path):
    text = path.read_text()

    for control in re.findall(r"<(?:input|textarea)\b[^>]*\bplaceholder=[^>]*>", text):
        own = re.search(r'\bid="([^"]+)"', control)
        labelled = own and f'for="{own[1]}"' in text
        assert labelled or "aria-label" in control, control
