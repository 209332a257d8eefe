"""Files that should not come in, and some that look worse than they are."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from motcua.modules.public_services.checklists.tests import factories as pages

SCRIPT = b"<script>alert(document.cookie)</script>"
OFFICE = "[Content_Types].xml"


def jpeg() -> bytes:
    """Return a sound photograph of a paper."""
    return pages.photograph(size=(800, 1100))


def archive(entries: dict[str, bytes]) -> bytes:
    """Return a ZIP of the entries."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return kept.getvalue()


def zip_bomb() -> bytes:
    """Return a small Word file that unpacks to 220 MB."""
    return archive(
        {OFFICE: b"<x/>", "word/document.xml": b"<x/>", "word/media/a": bytes(220 * 1024 * 1024)}
    )


def with_macro() -> bytes:
    """Return a Word file that carries a program."""
    return archive({OFFICE: b"<x/>", "word/document.xml": b"<x/>", "word/vbaProject.bin": b"MZ"})


def png_bomb(side: int = 30_000) -> bytes:
    """Return a PNG of a few kilobytes that claims 900 million pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def active_pdf(action: bytes) -> bytes:
    """Return a PDF that does something when it is opened."""
    plain = pages.pdf("trang")
    return plain.replace(
        b"<< /Type /Catalog", b"<< /OpenAction << /S " + action + b" >> /Type /Catalog"
    )


def locked_pdf() -> bytes:
    """Return a PDF that says that it is encrypted."""
    plain = pages.pdf("trang")
    return plain.replace(
        b"trailer\n<<",
        b"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >>",
    )


def packed_objects_bomb(size: int = 300 * 1024 * 1024) -> bytes:
    """Return a PDF whose objects are packed into a stream that unpacks to ``size``."""
    packer = zlib.compressobj(9)
    body = b"1 0 2 40 << /Type /Catalog /Pages 2 0 R >>       << /Type /Pages /Count 1 /Kids [] >>"
    packed = packer.compress(body)
    packed += b"".join(packer.compress(b" " * 1024 * 1024) for _n in range(size // 1024 // 1024))
    packed += packer.flush()
    out = bytearray(b"%PDF-1.7\n")
    stream_at = len(out)
    out += (
        b"3 0 obj\n<< /Type /ObjStm /N 2 /First 9 /Length %d /Filter /FlateDecode >>\nstream\n"
        % (len(packed))
    )
    out += packed + b"\nendstream\nendobj\n"
    table_at = len(out)
    rows = [(0, 0, 255), (2, 3, 0), (2, 3, 1), (1, stream_at, 0), (1, table_at, 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    out += (
        b"4 0 obj\n<< /Type /XRef /Size 5 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n%s\n"
        b"endstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(table), table, table_at)
    )
    return bytes(out)


# What takes seconds to pack is packed by the test that wants it, not by whoever reads this file.
Files = Mapping[str, tuple[str, bytes | Callable[[], bytes]]]


def file_of(files: Files, case: str) -> tuple[str, bytes]:
    """Return the name and the content of a file."""
    name, content = files[case]
    return name, content if isinstance(content, bytes) else content()


REFUSED: Files = {
    "empty": ("don.jpg", b""),
    "text that calls itself a PDF": ("don.pdf", b"Kinh gui UBND phuong"),
    "program that calls itself a photograph": ("don.jpg", b"MZ\x90\x00" + bytes(200)),
    "photograph that calls itself a PDF": ("don.pdf", jpeg()),
    "page of a web site": ("don.html", b"<html>" + SCRIPT),
    "drawing with a script": ("don.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT),
    "animation with a script behind it": ("don.jpg", b"GIF89a" + SCRIPT),
    "PDF that runs a script": ("don.pdf", active_pdf(b"/JavaScript /JS (app.alert(1))")),
    "PDF that starts a program": ("don.pdf", active_pdf(b"/Launch /F (cmd.exe)")),
    "PDF behind a password": ("don.pdf", locked_pdf()),
    "half a PDF": ("don.pdf", pages.pdf("trang")[:120]),
    "half a photograph": ("don.jpg", jpeg()[:400]),
    "photograph of an iPhone that nobody can open": ("don.heic", b"\0\0\0\x18ftypheic" + bytes(40)),
    "Word file that unpacks without end": ("don.docx", zip_bomb),
    "Word file with a macro": ("don.docx", with_macro()),
    "archive": ("don.zip", archive({"a.txt": b"a"})),
    "archive that calls itself a Word file": ("don.docx", archive({"a.txt": b"a"})),
    "picture of 900 million pixels": ("don.png", png_bomb()),
    "PDF whose objects unpack without end": ("don.pdf", packed_objects_bomb),
}
TAKEN: Files = {
    "PDF whose page unpacks without end": ("don.pdf", pages.pdf_bomb),
    "photograph with a script behind it": ("don.jpg", jpeg() + SCRIPT),
    "PDF with an archive behind it": ("don.pdf", pages.pdf("trang") + archive({"a.js": SCRIPT})),
    "script for a name": ("<script>alert(1)</script>.jpg", jpeg()),
    "way out of the folder for a name": ("../../../etc/passwd.jpg", jpeg()),
    "name that reads backwards": ("gpj.\u202egiay\u0007.jpg", jpeg()),
    "name of 250 letters": ("\u0103" * 246 + ".jpg", jpeg()),
}
