import io
import socket
import struct
import threading
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.foundation.models import EventRecord
from motcua.kernel.documents import api, errors
from motcua.kernel.documents.models import StoredFile
from motcua.kernel.documents.queries.files import path_of
from motcua.kernel.documents.queries.rendering import render_paper
from motcua.kernel.documents.tests.factories import AT, SYSTEM, paper_samples

pytestmark = pytest.mark.django_db
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(scope="module")
def pdf():
    return render_paper(*paper_samples()["to-khai"])


def store(content, filename="to-khai.pdf"):
    return api.store(content=content, filename=filename, actor=SYSTEM, at=AT)


def test_a_file_is_kept_byte_for_byte_under_its_hash(pdf):
    info = store(pdf)

    assert api.read(info.id) == pdf
    assert path_of(info.sha256).read_bytes() == pdf
    assert EventRecord.objects.filter(code="documents.file_stored").count() == 1


def test_the_same_content_lies_on_the_disk_once(pdf):
    first, second = store(pdf), store(pdf, "khac.pdf")

    assert first.id != second.id
    assert first.sha256 == second.sha256
    assert [file.name for file in path_of(first.sha256).parent.iterdir()] == [first.sha256]


def test_an_upload_is_read_from_its_beginning(pdf):
    upload = SimpleUploadedFile("a.pdf", pdf)
    upload.read(10)

    assert api.read(store(upload).id) == pdf


def test_a_picture_gets_the_name_of_its_content():
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")

    info = store(out.getvalue(), "ảnh.jpg")

    assert (info.filename, info.media_type) == ("ảnh.png", "image/png")


def test_a_name_of_another_kind_is_refused_in_plain_words(pdf):
    with pytest.raises(errors.NameDiffers, match=r"anh\.jpg.*JPEG.*PDF"):
        store(pdf, "anh.jpg")


def test_an_empty_file_is_refused():
    with pytest.raises(errors.FileEmpty):
        store(b"")


def test_a_large_file_is_refused_with_both_sizes(pdf, settings):
    settings.LARGEST_FILE_MB = 1

    with pytest.raises(errors.FileTooLarge, match=r"3 MB.*1 MB"):
        store(pdf + bytes(2 * 1024 * 1024))


def test_too_many_files_at_once_are_refused(settings):
    api.check_count(settings.MOST_FILES_AT_ONCE)

    with pytest.raises(errors.TooManyFiles):
        api.check_count(settings.MOST_FILES_AT_ONCE + 1)


def test_a_file_that_the_disk_lost_or_changed_is_not_given_out(pdf):
    info = store(pdf)
    path_of(info.sha256).chmod(0o640)
    path_of(info.sha256).write_bytes(pdf[:-1] + b"!")

    with pytest.raises(errors.FileMissing):
        api.read(info.id)


def test_a_file_never_acts_as_a_page_of_the_site(pdf):
    answer = api.serve(store(pdf).id)

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Content-Disposition"].startswith("inline")
    assert api.serve(store(pdf).id, download=True)["Content-Disposition"].startswith("attachment")


# --- viruses: a real peer that speaks clamd's protocol and knows one virus --------------------


@contextmanager
def clamd(path):
    """Answer INSTREAM on a socket as clamd does, finding EICAR."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()

        def serve():
            while True:
                try:
                    line, _address = server.accept()
                except OSError:
                    return
                with line, line.makefile("rb") as given:
                    assert given.read(10) == b"zINSTREAM\0"
                    content = b""
                    while size := struct.unpack("!L", given.read(4))[0]:
                        content += given.read(size)
                    found = EICAR in content
                    line.sendall(b"stream: Eicar-Signature FOUND\0" if found else b"stream: OK\0")

        threading.Thread(target=serve, daemon=True).start()
        yield
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def scanner(settings, tmp_path):
    settings.CLAMD_SOCKET = str(tmp_path / "clamd")
    settings.VIRUS_SCANNER = "motcua.integrations.clamd.scanner.Clamd"
    return tmp_path / "clamd"


def test_a_virus_is_refused_by_name(pdf, scanner):
    with clamd(scanner):
        store(pdf + bytes(200_000))
        with pytest.raises(errors.VirusFound, match="Eicar-Signature"):
            store(pdf + EICAR, "to-khai.pdf")

    assert StoredFile.objects.count() == 1


def test_without_an_answer_of_the_scanner_nothing_is_taken_and_one_may_try_again(pdf, scanner):
    with pytest.raises(errors.ScannerSilent):
        store(pdf)

    assert not StoredFile.objects.exists()
