"""Worn scans and photos are read: what stands on them is proposed, and the search finds them."""

import shutil

import pytest
from rapidfuzz.distance import Levenshtein

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.text import fold
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.documents.tests import factories as papers
from motcua.kernel.search import api as search
from motcua.modules.office.incoming import queries, use_cases
from motcua.modules.office.incoming.models import Document
from motcua.modules.office.incoming.tests import factories as make
from motcua.modules.office.incoming.tests import scans
from motcua.modules.office.incoming.types import State, Urgency

SEEDS = (3, 15, 22)
MOST_WRONG = 0.04  # of the letters of these three pages; all thirty: benchmarks/reading.py
AT = make.MORNING
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed"),
]


@pytest.fixture(scope="module")
def taken(office):
    """Three scans on the clerk's desk, the second as a photo; their letters are recognised."""
    made = {}
    for seed in SEEDS:
        scan = scans.make(seed)
        photo = seed == SEEDS[1]
        document_id = use_cases.take_in(
            actor=office.actor("clerk"),
            unit_id=office.unit_id,
            content=scan.picture if photo else scan.pdf,
            filename="anh.jpg" if photo else "scan.pdf",
            at=AT,
        )
        made[document_id] = scan
    assert {each.state for each in map(_text, made)} == {documents.TextState.WAITING}
    assert papers.read_texts() == len(SEEDS)
    deliver_pending()
    return made


def _text(document_id):
    return documents.read_text(make.file_of(document_id))


def test_few_letters_are_wrong(taken):
    wrong = letters = 0
    for document_id, scan in taken.items():
        drawn, read = " ".join(scan.text.split()), " ".join(_text(document_id).text.split())
        wrong, letters = wrong + Levenshtein.distance(drawn, read), letters + len(drawn)
    assert wrong / letters < MOST_WRONG


def test_what_stands_on_a_scan_is_proposed_and_found_without_diacritics(office, taken):
    clerk = office.actor("clerk")
    for document_id, scan in taken.items():
        found = Document.objects.get(id=document_id)
        assert found.number_symbol == scan.number_symbol
        assert fold(found.subject) == fold(scan.subject)
        assert (found.urgency == Urgency.NORMAL) == (scan.urgency == "")
        use_cases.register_document(
            actor=clerk, document_id=document_id, metadata=queries.metadata_of(found), at=AT
        )
    deliver_pending()
    for document_id, scan in taken.items():
        line = max(scan.text.splitlines(), key=len)  # a line of the body, on the scan alone
        words = " ".join(fold(line).split()[2:6])
        hits = search.find(
            search.Question(text=f'"{words}"'),
            kinds=["incoming"],
            actor=clerk,
            on=local_date(AT),
        ).hits
        assert str(document_id) in {hit.key for hit in hits}


def test_a_scan_that_turns_out_to_be_secret_is_sent_back_and_destroyed(office):
    scan = scans.make(4)
    document_id = use_cases.take_in(
        actor=office.actor("clerk"),
        unit_id=office.unit_id,
        content=scan.pdf,
        filename="scan.pdf",
        at=AT,
    )
    file_id = make.file_of(document_id)
    papers.put_text(file_id, f"TỐI MẬT\n{scan.text}")
    deliver_pending()
    found = Document.objects.get(id=document_id)
    assert (found.state, found.file_id, found.subject) == (State.REFUSED, None, "")
    assert "TỐI MẬT" in found.end_note
    with pytest.raises(documents.FileErased):
        documents.read(file_id)
