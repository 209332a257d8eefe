import io
import zipfile

import pytest
from PIL import Image
from pyhanko.pdf_utils import generic, writer
from pyhanko.pdf_utils.generic import pdf_name

from motcua.kernel.documents import errors
from motcua.kernel.documents.rules import content, names
from motcua.kernel.documents.types import MediaType

GPS = 0x8825
ORIENTATION = 0x0112


def picture(kind: str, size=(30, 20), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def office(*parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in parts:
            archive.writestr(part, "<x/>")
    return out.getvalue()


def pdf(change=lambda _document: None) -> bytes:
    document = writer.PdfFileWriter(stream_xrefs=True)
    page = writer.PageObject(
        contents=document.add_object(generic.StreamObject(stream_data=b"")),
        media_box=generic.ArrayObject([generic.NumberObject(each) for each in (0, 0, 99, 99)]),
    )
    document.insert_page(page)
    change(document)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (picture("JPEG"), MediaType.JPEG),
        (picture("PNG"), MediaType.PNG),
        (picture("WEBP"), MediaType.WEBP),
        (office("[Content_Types].xml", "word/document.xml"), MediaType.DOCX),
        (office("[Content_Types].xml", "xl/workbook.xml"), MediaType.XLSX),
        (pdf(), MediaType.PDF),
        (b"\xef\xbb\xbf\r\n" + pdf(), MediaType.PDF),
    ],
)
def test_the_kind_is_told_by_the_content(given, kind):
    assert content.detect(given, filename="x") is kind


@pytest.mark.parametrize("given", [b"MZ\x90", b"<html>", b"\xd0\xcf\x11\xe0", b"text", office("a")])
def test_other_kinds_are_refused(given):
    with pytest.raises(errors.FileTypeUnknown):
        content.detect(given, filename="x")


def test_a_photo_that_not_every_computer_opens_is_refused_with_advice():
    with pytest.raises(errors.PictureNotReadableEverywhere, match=r"anh\.heic"):
        content.detect(b"\x00\x00\x00\x18ftypheic" + bytes(20), filename="anh.heic")


def test_place_and_camera_are_taken_out_of_a_photo_and_it_stands_upright():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    given = picture("JPEG", size=(30, 20), exif=exif)

    kept = Image.open(io.BytesIO(content.clean_picture(given, MediaType.JPEG, filename="x")))

    assert kept.size == (20, 30)
    assert not kept.getexif()


def test_what_hides_behind_a_picture_is_not_kept():
    given = picture("PNG") + b"<script>alert(1)</script>"

    assert b"script" not in content.clean_picture(given, MediaType.PNG, filename="x")


def test_half_a_picture_is_damaged():
    with pytest.raises(errors.FileBroken):
        content.clean_picture(picture("JPEG", (300, 300))[:400], MediaType.JPEG, filename="x")


def test_a_plain_pdf_is_taken():
    content.check_pdf(pdf(), filename="x")


def test_half_a_pdf_is_damaged():
    with pytest.raises(errors.FileBroken):
        content.check_pdf(pdf()[:200], filename="x")


def javascript(document):
    action = generic.DictionaryObject(
        {
            pdf_name("/S"): pdf_name("/JavaScript"),
            pdf_name("/JS"): generic.pdf_string("app.alert(1)"),
        }
    )
    document.root[pdf_name("/OpenAction")] = document.add_object(action)


def launch_by_detour(document):
    # the name of the action stands in an object of its own, packed into an object stream
    packed = document.prepare_object_stream()
    name = document.add_object(pdf_name("/Launch"), obj_stream=packed)
    action = generic.DictionaryObject({pdf_name("/S"): name})
    document.root[pdf_name("/OpenAction")] = document.add_object(action, obj_stream=packed)


def form_with_script(document):
    document.root[pdf_name("/AcroForm")] = generic.DictionaryObject(
        {pdf_name("/XFA"): generic.ArrayObject()}
    )


@pytest.mark.parametrize("change", [javascript, launch_by_detour, form_with_script])
def test_a_pdf_that_does_something_is_refused(change):
    with pytest.raises(errors.FileActive):
        content.check_pdf(pdf(change), filename="x")


def test_a_pdf_with_a_password_is_refused():
    with pytest.raises(errors.FileLocked):
        content.check_pdf(pdf(lambda document: document.encrypt("owner", "user")), filename="x")


def test_a_document_with_macros_is_refused():
    given = office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")

    with pytest.raises(errors.FileActive):
        content.check_office(given, filename="x")


@pytest.mark.parametrize(
    ("name", "kind", "differs"),
    [
        ("anh.jpg", MediaType.PNG, False),
        ("anh", MediaType.PDF, False),
        ("giấy.pdf", MediaType.PDF, False),
        ("giấy.pdf", MediaType.JPEG, True),
        ("anh.exe", MediaType.PNG, True),
    ],
)
def test_only_a_name_of_another_family_differs(name, kind, differs):
    assert names.differs(name, kind) is differs


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\A\\khai sinh.PDF", "khai sinh.PDF"),
        ("../../etc/passwd", "passwd"),
        ("anh\u202egpj.exe", "anhgpj.exe"),
        ("Giâ\u0301y.pdf", "Giấy.pdf"),
        ("", "tep"),
    ],
)
def test_names_lose_paths_and_invisible_letters(given, kept):
    assert names.clean_name(given) == kept
