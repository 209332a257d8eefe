"""What the archive destroys is gone from the disk; the row stays and says why."""

import io

import pypdf
import pytest

from motcua.foundation import actors
from motcua.foundation.delivery import deliver_pending
from motcua.kernel.documents import api
from motcua.kernel.documents.models import TextOfFile
from motcua.kernel.documents.queries.files import path_of
from motcua.kernel.documents.tests.factories import AT

ARCHIVE = actors.system("archive")
pytestmark = pytest.mark.django_db


def _pdf(title):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": title})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _store(content, name="a.pdf"):
    return api.store(content=content, filename=name, actor=ARCHIVE, at=AT)


def _erase(*files):
    erased = api.erase_files(
        actor=ARCHIVE, file_ids=[each.id for each in files], reason="biên bản số 1", at=AT
    )
    deliver_pending()
    return erased


def test_an_erased_file_leaves_the_disk_and_says_why():
    file = _store(_pdf("het han"))
    TextOfFile.objects.create(file_id=file.id, asked_at=AT, retry_at=AT)

    assert _erase(file) == {file.id: True}

    assert not path_of(file.sha256).exists()
    assert not TextOfFile.objects.exists()
    assert api.file_info([file.id])[file.id].filename == "a.pdf"
    for ask in (api.read, api.serve):
        with pytest.raises(api.FileErased, match="biên bản số 1"):
            ask(file.id)
    assert api.find_files_by_content(_pdf("het han")) == ()
    assert _erase(file) == {file.id: True}


def test_bytes_that_another_file_shares_stay_for_it():
    content = _pdf("chung")
    one, other = _store(content), _store(content, "b.pdf")

    assert _erase(one) == {one.id: False}

    assert api.read(other.id) == content
    with pytest.raises(api.FileErased):
        api.read(one.id)


def test_the_same_bytes_may_be_stored_again_after_they_were_erased():
    content = _pdf("lai")
    _erase(_store(content))

    assert api.read(_store(content).id) == content
