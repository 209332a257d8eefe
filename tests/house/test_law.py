"""Every source of law that the code cites stands in docs/law.md."""

import ast
import re
from collections import Counter
from pathlib import Path

LAW = Path(__file__).parents[2] / "docs" / "law.md"
CODE = re.compile(r"\b(?:[A-ZĐ]{1,4} \d+/\d{4}|(?:TCVN|QCVN) \d+:\d{4})\b")
SECTION = re.compile(r"^[ \t]*Law:[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)


def listed():
    rows = re.findall(rf"^\| ({CODE.pattern}) \|", LAW.read_text(), re.MULTILINE)
    return Counter(rows)


def docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


def sections(sources):
    for path, tree in sources.items():
        for text in docstrings(tree):
            for section in SECTION.findall(text):
                yield path, section


def test_every_cited_law_stands_in_the_list(sources):
    known = listed()

    unknown = {
        f"{code} ({path.parent.name}/{path.name})"
        for path, section in sections(sources)
        for code in CODE.findall(section)
        if code not in known
    }

    assert not unknown


def test_every_citation_begins_with_a_code(sources):
    wild = [
        f"{path.parent.name}/{path.name}: {citation.strip()}"
        for path, section in sections(sources)
        for citation in section.split(";")
        if not CODE.match(citation.strip())
    ]

    assert not wild


def test_every_law_is_listed_once():
    assert len(listed()) > 10
    assert not [code for code, count in listed().items() if count > 1]
