"""Measuring a PDF with poppler: where lines stand, in millimetres, in which size and typeface."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

_MM = 25.4 / 72


@dataclass(frozen=True)
class Line:
    """A line of text; the page counts from 1, measures go from the upper left corner."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: str

    @property
    def baseline(self) -> float:
        return self.bottom

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own words


def lines_of(pdf: bytes) -> list[Line]:
    """Return the lines of a PDF as pdftohtml measures them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        words = _run(
            "pdftohtml", "-xml", "-i", "-fontfullname", "-zoom", "10", "-stdout", str(path)
        )
    root = ET.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", words))  # noqa: S314 - poppler's own
    fonts: dict[str, tuple[float, str]] = {}
    found: list[Line] = []
    for page in root.iter("page"):
        scale = 297 / float(page.get("height", "1"))
        for spec in page.iter("fontspec"):
            name = spec.get("family", "").split("+")[-1].removesuffix("-Identity-H")
            size = round(float(spec.get("size", "0")) * scale / _MM, 1)
            fonts[spec.get("id", "")] = (size, name)
        for text in page.iter("text"):
            content = "".join(text.itertext())
            if content.strip():
                found.append(_line(text, content, fonts, scale, int(page.get("number", "0"))))
    return found


def _line(
    text: ET.Element, content: str, fonts: dict[str, tuple[float, str]], scale: float, page: int
) -> Line:
    left, top, width, height = (
        float(text.get(name, "0")) * scale for name in ("left", "top", "width", "height")
    )
    size, font = fonts[text.get("font", "")]
    return Line(
        page=page,
        text=content,
        left=left,
        right=left + width,
        top=top,
        bottom=top + height,
        size=size,
        font=font,
    )
