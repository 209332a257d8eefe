"""From the catalogue to a page with the reader's name over it, and the end of the time."""

import hashlib
import io
from datetime import timedelta

import pypdf
import pytest
from PIL import Image, ImageChops

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import NotPermitted
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.search import api as search
from motcua.modules.office.reading_room import demo, errors, queries, use_cases
from motcua.modules.office.reading_room.models import ReadingRequest, RequestedDocument, View
from motcua.modules.office.reading_room.tests import factories as make
from motcua.modules.office.reading_room.tests.factories import MORNING
from motcua.modules.office.reading_room.types import ItemState, Purpose

pytestmark = pytest.mark.django_db
PAGES = 2


@pytest.fixture(scope="module")
def kept_files(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def _files_of_the_world(_files_apart, kept_files, settings):
    settings.FILES_DIR = kept_files


@pytest.fixture(scope="module")
def room(kept_db, kept_files):
    from django.test import override_settings  # noqa: PLC0415 - the world outlives a test

    with override_settings(FILES_DIR=kept_files):
        return make.make_room(make.blank_page(PAGES))


def catalogue(actor, text, **facets):
    asked = search.Question(text=text, facets=facets)
    found = search.find(asked, kinds=[queries.KIND], actor=actor, on=local_date(MORNING))
    return {hit.key for hit in found.hits}


def item(request_id, record_id):
    return RequestedDocument.objects.get(request_id=request_id, record_id=record_id)


def granted(room, *names, days=7, who="archivist", **values):
    request_id = make.ask(room, *names)
    rows = [item(request_id, room.records[name]) for name in names]
    use_cases.decide(
        actor=room.office.actor(who),
        request_id=request_id,
        granted=[row.id for row in rows],
        days=days,
        at=MORNING,
        **values,
    )
    return rows[0].id


def show(room, document_id, *, page=1, at=MORNING, who=None):
    return use_cases.show_page(
        actor=room.person(who or room.reader), document_id=document_id, page=page, at=at
    )


def test_everybody_finds_in_the_catalogue_what_the_archive_took_over(room):
    citizen = room.person(room.other)

    assert str(room.records["open"]) in catalogue(citizen, "khảo sát phố cổ")
    assert str(room.records["paper"]) in catalogue(citizen, "so tay to dan pho")
    assert catalogue(citizen, "", access=("conditional",)) == {str(room.records["conditional"])}


def test_what_is_not_in_the_catalogue_cannot_be_asked_for(room):
    with pytest.raises(errors.NothingAsked):
        use_cases.ask_to_read(
            actor=room.person(room.reader),
            record_ids=[room.files["open"]],
            purpose=Purpose.RESEARCH,
            words="x",
            at=MORNING,
        )


def test_whoever_has_not_signed_in_asks_for_nothing(room):
    with pytest.raises(NotPermitted):
        use_cases.ask_to_read(
            actor=make.archive.SYSTEM,
            record_ids=[room.records["open"]],
            purpose=Purpose.RESEARCH,
            words="x",
            at=MORNING,
        )


def test_the_archivist_decides_what_is_open_and_the_head_what_is_on_conditions(room):
    request_id = make.ask(room, "open", "conditional")
    conditional = item(request_id, room.records["conditional"])

    def act(who):
        use_cases.decide(
            actor=room.office.actor(who),
            request_id=request_id,
            granted=[conditional.id],
            days=3,
            at=MORNING,
        )

    with pytest.raises(errors.NotYours):
        act("archivist")
    act("leader")

    conditional.refresh_from_db()
    assert conditional.state == ItemState.GRANTED
    assert item(request_id, room.records["open"]).state == ItemState.ASKED


def test_a_refusal_says_why_and_is_final(room):
    request_id = make.ask(room, "open")
    act = {
        "actor": room.office.actor("archivist"),
        "request_id": request_id,
        "refused": [item(request_id, room.records["open"]).id],
        "at": MORNING,
    }
    with pytest.raises(errors.ReasonNotSaid):
        use_cases.decide(**act)
    use_cases.decide(**act, reason="Đang tu bổ")

    with pytest.raises(errors.AlreadyDecided):
        use_cases.decide(**act, reason="Đang tu bổ")
    assert item(request_id, room.records["open"]).reason == "Đang tu bổ"


@pytest.mark.parametrize("days", [0, 31])
def test_a_view_is_for_one_to_thirty_days(room, days):
    with pytest.raises(errors.TimeNotSaid):
        granted(room, "open", days=days)


def test_officials_of_other_authorities_neither_see_nor_decide(room):
    request_id = make.ask(room, "open")
    stranger = room.office.actor("stranger")

    assert not queries.list_requests(actor=stranger, state="waiting").exists()
    with pytest.raises(errors.RequestNotFound):
        use_cases.decide(actor=stranger, request_id=request_id, at=MORNING)


def test_the_served_page_carries_the_mark_and_the_original_stays_as_it_was(room):
    document_id = granted(room, "open")
    stored = room.stored["open"]
    before = hashlib.sha256(documents.read(stored)).hexdigest()

    shown = show(room, document_id)
    drawn = documents.draw_marked_page(shown.file_id, page=1, mark=shown.mark, foot=shown.foot)
    bare = documents.draw_marked_page(shown.file_id, page=1, mark=" ", foot=" ")

    assert "Vũ Minh Khôi" in shown.mark
    assert "PD-2024-" in shown.mark
    difference = ImageChops.difference(picture(drawn), picture(bare))
    width, height = difference.size
    for left in (0, width // 2):
        for top in (0, height // 3, 2 * height // 3):
            part = (left, top, left + width // 2, top + height // 3)
            assert difference.crop(part).getbbox(), "a part of the page without the mark"
    assert hashlib.sha256(documents.read(stored)).hexdigest() == before


def picture(png: bytes):
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_each_page_is_recorded_and_the_reader_sees_it(room):
    document_id = granted(room, "open")

    show(room, document_id)
    shown = show(room, document_id, page=PAGES)

    views = View.objects.filter(document_id=document_id).order_by("page")
    assert [view.page for view in views] == [1, PAGES]
    request = views[0].document.request
    assert set(queries.list_views(request)) == set(views)
    assert (shown.page, shown.pages) == (PAGES, PAGES)


def test_the_time_ends_by_itself(room):
    document_id = granted(room, "open", days=2)

    show(room, document_id, at=MORNING + timedelta(days=1, hours=23))
    with pytest.raises(errors.ReadingOver):
        show(room, document_id, at=MORNING + timedelta(days=2))


def test_only_the_reader_reads_what_he_was_granted(room):
    document_id = granted(room, "open")

    with pytest.raises(errors.RequestNotFound):
        show(room, document_id, who=room.other)
    waiting = item(make.ask(room, "open"), room.records["open"])
    with pytest.raises(errors.NotGranted):
        show(room, waiting.id)


def test_a_copy_to_keep_is_marked_and_only_where_it_was_allowed(room):
    looked_at = granted(room, "open")
    to_keep = granted(room, "open", may_save=True)
    reader = room.person(room.reader)

    with pytest.raises(errors.NotGranted):
        use_cases.save_copy(actor=reader, document_id=looked_at, at=MORNING)
    shown = use_cases.save_copy(actor=reader, document_id=to_keep, at=MORNING)
    drawn = documents.draw_marked_copy(
        shown.file_id, pages=shown.pages, mark=shown.mark, foot=shown.foot
    )

    pages = pypdf.PdfReader(io.BytesIO(drawn)).pages
    assert len(pages) == PAGES
    assert all("Vũ Minh Khôi" in page.extract_text() for page in pages)
    assert View.objects.get(document_id=to_keep).page is None


def test_what_is_on_paper_is_read_in_the_room(room):
    document_id = granted(room, "paper")

    with pytest.raises(errors.OnPaperOnly):
        show(room, document_id)


def test_the_reader_and_who_decides_are_told(room):
    from motcua.kernel.notifications.api import unread_count  # noqa: PLC0415 - the door

    before = unread_count(room.person(room.reader))
    granted(room, "open")
    deliver_pending()

    assert unread_count(room.person(room.reader)) == before + 1


def test_the_demo_is_repeatable_and_lets_somebody_read(room):
    demo.load()
    demo.load()

    names = ReadingRequest.objects.values_list("reader_name", flat=True)
    assert sorted(names) == ["Phạm Thị Thanh Hà", "Vũ Minh Khôi"]
    assert RequestedDocument.objects.filter(state=ItemState.GRANTED).count() == 1
