"""Photographs and PDF files as people send them, also for tests of modules above."""

import io
import zlib
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

WORDS = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM – Độc lập Tự do Hạnh phúc – Tờ khai đăng ký"


@dataclass(frozen=True)
class Need:
    """A paper that somebody asks for."""

    key: str
    name: str
    declared: bool = False
    shown: bool = False


def photograph(
    *,
    size: tuple[int, int] = (1240, 1754),
    ground: int = 250,
    ink: int = 20,
    lines: int = 30,
    blur: float = 0,
    kind: str = "JPEG",
) -> bytes:
    """Return a page with so many lines of letters, as grey as asked, sharp or blurred."""
    page = Image.new("L", size, ground)
    pen = ImageDraw.Draw(page)
    for nth in range(lines):
        height = size[1] // 24
        pen.text(
            (size[0] // 12, size[1] // 16 + nth * height * 0.72),
            WORDS,
            fill=ink,
            font_size=height * 0.5,
        )
    if blur:
        page = page.filter(ImageFilter.GaussianBlur(blur))
    kept = io.BytesIO()
    page.convert("RGB").save(kept, kind)
    return kept.getvalue()


def _objects(*bodies: bytes) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1,
        table,
    )
    return bytes(out)


def _stream(content: bytes, *, packed: bool) -> bytes:
    if packed:
        content = zlib.compress(content, 9)
    extra = b" /Filter /FlateDecode" if packed else b""
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def pdf(*pages: str | None, packed: bool = True) -> bytes:
    """Return a PDF with a page for each text; None is an empty page."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, words in enumerate(pages):
        drawn = b"" if words is None else b"BT /F1 12 Tf 72 720 Td (page %d) Tj ET" % n
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * n)
        )
        bodies.append(_stream(drawn, packed=packed))
    return _objects(*bodies)


def pdf_bomb(size: int = 300 * 1024 * 1024) -> bytes:
    """Return a small PDF whose only page unpacks to ``size`` blanks."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1024 * 1024) for _n in range(size // 1024 // 1024))
    packed += packer.flush()
    page = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    return _objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        page,
    )
