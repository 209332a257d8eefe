"""Every sentence on a screen has its Vietnamese words."""

import re
import subprocess
import unicodedata
from collections import defaultdict
from pathlib import Path

import polib
import pytest
from django import conf
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[2] / "src" / "motcua"
CATALOGUES = sorted(SOURCE.rglob("locale/vi/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
KEYWORDS = [
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
    "_",
]


def named(catalogue):
    return catalogue.relative_to(SOURCE).parts[:-4]


@pytest.fixture(scope="session")
def entries():
    """Every entry of every catalogue."""
    return [
        (file, entry)
        for file in CATALOGUES
        for entry in polib.pofile(str(file))
        if not entry.obsolete
    ]


@pytest.fixture(scope="session")
def said(tmp_path_factory):
    """Every sentence that code and templates want translated: (context, words)."""
    folder = tmp_path_factory.mktemp("words")
    files = [path for path in SOURCE.rglob("*.py") if not {"tests", "locale"} & set(path.parts)]
    for number, template in enumerate(sorted(SOURCE.rglob("templates/**/*.html"))):
        spread = folder / f"{number}.py"
        spread.write_text(templatize(template.read_text(), origin=str(template)))
        files.append(spread)
    target = folder / "all.pot"
    command = ["xgettext", "--language=Python", "--from-code=UTF-8", "--add-comments=never"]
    command += [f"--keyword={each}" for each in KEYWORDS]
    subprocess.run(  # noqa: S603 - our own files
        [*command, f"--output={target}", "--files-from=-"],
        input="\n".join(map(str, files)),
        text=True,
        check=True,
        capture_output=True,
    )
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(target))}


@pytest.mark.parametrize(
    "file", [pytest.param(file, id="/".join(named(file))) for file in CATALOGUES]
)
def test_a_catalogue_is_complete_and_certain(file):
    catalogue = polib.pofile(str(file))

    assert catalogue.metadata["Language"] == "vi"
    assert not catalogue.metadata_is_fuzzy, "such a catalogue is not compiled at all"
    assert not [entry.msgid for entry in catalogue.untranslated_entries()]
    assert not [entry.msgid for entry in catalogue.fuzzy_entries()]
    assert not [entry.msgid for entry in catalogue.obsolete_entries()]


def test_every_sentence_has_its_vietnamese_words(said, entries):
    django = Path(conf.__file__).parent / "locale/vi/LC_MESSAGES/django.po"
    known = {(entry.msgctxt, entry.msgid) for _file, entry in entries}
    known |= {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(django)) if entry.msgstr}

    missing = [
        f"{entry.msgid!r} ({entry.msgctxt or ''})"
        for key, entry in said.items()
        if key not in known
    ]

    assert not missing


def test_no_catalogue_holds_words_that_nobody_says(said, entries):
    unused = [
        f"{'/'.join(named(file))}: {entry.msgid!r}"
        for file, entry in entries
        if (entry.msgctxt, entry.msgid) not in said
    ]

    assert not unused


def test_one_sentence_has_one_translation(entries):
    words = defaultdict(set)
    for _file, entry in entries:
        words[entry.msgctxt, entry.msgid].add(entry.msgstr or str(entry.msgstr_plural))

    twice = [f"{key}: {found}" for key, found in words.items() if len(found) > 1]
    assert not twice, "\n".join(twice)


def placeholders(words):
    return set(PLACEHOLDER.findall(words))


def test_a_translation_keeps_its_placeholders(entries):
    assert not [
        f"{'/'.join(named(file))}: {entry.msgid!r}"
        for file, entry in entries
        for words in entry.msgstr_plural.values() or [entry.msgstr]
        if placeholders(words) != placeholders(f"{entry.msgid} {entry.msgid_plural}")
    ]


def test_vietnamese_words_are_composed_letters(entries):
    assert not [
        entry.msgid
        for _file, entry in entries
        for words in (entry.msgstr, *entry.msgstr_plural.values())
        if not unicodedata.is_normalized("NFC", words)
    ]


def test_people_are_addressed_with_respect(entries):
    """Citizens and officials alike are "ông/bà", on every screen and in every message."""
    familiar = re.compile(r"\b(bạn|anh/chị|quý khách|quý vị)\b", re.IGNORECASE)
    said = [
        (file.name, words)
        for file, entry in entries
        for words in (entry.msgstr, *entry.msgstr_plural.values())
    ]
    shipped = [
        (file.name, file.read_text().replace("\\n", "\n"))  # in JSON a new line is two letters
        for kind in ("templates/**/*.html", "data/**/*.json")
        for file in SOURCE.rglob(kind)
    ]

    assert not [name for name, words in [*said, *shipped] if familiar.search(words)]
