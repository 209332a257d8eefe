"""The text of a file is asked for once, read by a job, and told to who listens."""

import io
import zipfile

import pytest
from PIL import Image

from motcua.foundation import actors
from motcua.foundation.delivery import deliver_pending
from motcua.foundation.models import EventRecord
from motcua.kernel.documents import api, tasks
from motcua.kernel.documents.errors import RecogniserSilent
from motcua.kernel.documents.models import TextOfFile
from motcua.kernel.documents.tests import factories as make
from motcua.kernel.documents.tests.factories import AT

HOUSE = actors.system("tests")
pytestmark = pytest.mark.django_db


class Typewriter:
    """A recogniser that knows what stands on each page."""

    def recognise(self, _content, _media_type, page):
        return api.PageText(text=f"Trang {page + 1}", layout=f"Trang  {page + 1}", confidence=90)


class Absent:
    """A recogniser that is not installed."""

    def recognise(self, _content, _media_type, _page):
        raise RecogniserSilent(missing="tesseract")


@pytest.fixture(autouse=True)
def _recogniser(settings):
    settings.TEXT_RECOGNISER = f"{__name__}.Typewriter"


def _store(content, name):
    return api.store(content=content, filename=name, actor=HOUSE, at=AT).id


def _ask(file_id):
    return api.request_text(actor=HOUSE, file_id=file_id, at=AT)


def _scan(pages=1, shade=200):
    page = Image.new("L", (60, 80), shade)
    out = io.BytesIO()
    page.save(out, "PDF", save_all=True, append_images=[page] * (pages - 1))
    return out.getvalue()


def _paper():
    template, values = next(iter(make.paper_samples().values()))
    return api.render_paper(template, values)


def _word(text):
    out = io.BytesIO()
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    run = (
        f"<w:document {names}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", run)
    return out.getvalue()


def _told(file_id):
    return EventRecord.objects.filter(
        code="documents.text_read", payload__file_id=str(file_id)
    ).count()


def test_a_text_layer_is_read_without_a_recogniser(settings):
    settings.TEXT_RECOGNISER = ""
    file_id = _store(_paper(), "a.pdf")
    assert api.read_text(file_id).state is api.TextState.WAITING

    assert _ask(file_id).state is api.TextState.WAITING
    tasks.read_waiting(seconds=10)

    found = _ask(file_id)
    assert (found.state, found.pages, found.recognised) == (api.TextState.READ, 1, 0)
    assert "CỘNG HÒA XÃ HỘI" in found.text
    assert _told(file_id) == 1
    twin = _store(_paper(), "b.pdf")
    assert _ask(twin).text == found.text
    assert _told(twin) == 1


def test_a_long_scan_is_read_page_by_page_over_several_turns():
    file_id = _store(_scan(pages=3), "scan.pdf")
    _ask(file_id)
    for turn in (1, 2):
        tasks.read_waiting(seconds=0.000001)
        assert len(TextOfFile.objects.get(file_id=file_id).pages) == turn
        assert api.read_text(file_id).text == ""

    assert tasks.read_waiting(seconds=10) == 1

    found = api.read_text(file_id)
    assert found.text == "Trang 1\n\nTrang 2\n\nTrang 3"
    assert (found.head, found.recognised, found.confidence) == ("Trang  1", 3, 90)


def test_a_scan_waits_until_there_is_a_recogniser(settings):
    settings.TEXT_RECOGNISER = f"{__name__}.Absent"
    file_id = _store(_scan(shade=150), "scan.pdf")
    _ask(file_id)
    for _again in range(7):
        TextOfFile.objects.update(retry_at=AT)
        tasks.read_waiting(seconds=1)
    assert api.read_text(file_id).state is api.TextState.WAITING
    assert _told(file_id) == 0

    settings.TEXT_RECOGNISER = f"{__name__}.Typewriter"
    TextOfFile.objects.update(retry_at=AT)
    assert tasks.read_waiting(seconds=10) == 1
    assert api.read_text(file_id).text == "Trang 1"


def test_a_workbook_has_no_text_and_a_word_file_has():
    sheet = api.draw_sheet(title="Sổ", name="Sổ", heads=("Số",), rows=[("1",)], widths=[20])
    workbook, word = _store(sheet, "so.xlsx"), _store(_word("Kính gửi: Sở Tư pháp"), "cv.docx")
    for each in (workbook, word):
        _ask(each)
    tasks.read_waiting(seconds=10)
    assert api.read_text(workbook).state is api.TextState.UNREADABLE
    assert api.read_text(word).text == "Kính gửi: Sở Tư pháp"


def test_the_text_of_an_erased_file_is_destroyed_with_it():
    file_id = _store(_scan(shade=99), "scan.pdf")
    _ask(file_id)
    tasks.read_waiting(seconds=10)
    api.erase_files(actor=HOUSE, file_ids=[file_id], reason="hết hạn", at=AT)
    assert api.read_text(file_id).text == ""
    deliver_pending()
    assert not TextOfFile.objects.filter(file_id=file_id).exists()
