"""Legal papers: a template and its data become a PDF."""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import segno
import typst

from motcua.foundation.time import local

from ..errors import PaperNotRendered
from ..rules.fields import SignaturePlace, add_signature_fields

PACKAGE = Path(__file__).resolve().parents[3]
FONTS = Path(__file__).resolve().parents[1] / "data" / "fonts"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
PICTURE_PPI = 110.0
_compiling = Lock()  # a compiler serves one call at a time


def render_paper(template: Path, data: Mapping[str, Any]) -> bytes:
    """Return the paper as tagged PDF/A-2a and PDF/UA-1; the same data give the same bytes.

    Places for digital signatures become empty signature fields, which ``sign_document`` fills.

    Args:
        template: A typst file below the package; its first comment lists the values it reads,
            ``data/papers/common.typ`` of the documents those that every paper has.
        data: Values as they are: instants, days, numbers and texts; instants are turned to the
            clock of Việt Nam. ``verify`` with ``token`` and ``url`` draws the QR code.

    Raises:
        PaperNotRendered: The template refuses the data.
    """
    inputs = {"data": json.dumps(_values(data), ensure_ascii=False, sort_keys=True)}
    with _compiling:
        compiler = _compiler(template.resolve())
        try:
            pdf = compiler.compile(format="pdf", pdf_standards=[*STANDARDS], sys_inputs=inputs)
            found = json.loads(compiler.query("<signature-place>"))
        except RuntimeError as error:
            raise PaperNotRendered(template=template.name, reason=str(error)[:500]) from error
    if not isinstance(pdf, bytes):  # one file for each page: never for PDF
        raise PaperNotRendered(template=template.name, reason="")
    places = [SignaturePlace(**each["value"]) for each in found]
    return add_signature_fields(pdf, places) if places else pdf


def picture_paper(template: Path, data: Mapping[str, Any]) -> tuple[bytes, ...]:
    """Return the pages of a paper as PNG pictures, for screens that show no PDF within a page.

    Args:
        template, data: As for :func:`render_paper`.

    Raises:
        PaperNotRendered: The template refuses the data.
    """
    inputs = {"data": json.dumps(_values(data), ensure_ascii=False, sort_keys=True)}
    with _compiling:
        compiler = _compiler(template.resolve())
        try:
            drawn = compiler.compile(format="png", ppi=PICTURE_PPI, sys_inputs=inputs)
        except RuntimeError as error:
            raise PaperNotRendered(template=template.name, reason=str(error)[:500]) from error
    pages = drawn if isinstance(drawn, list) else [drawn]
    return tuple(bytes(page) for page in pages if page)


def _values(data: Mapping[str, Any]) -> dict[str, Any]:
    values = {key: _plain(value) for key, value in data.items()}
    if values.get("verify"):
        values["qr_svg"] = qr_svg(values["verify"]["url"])
    return values


def qr_svg(content: str) -> str:
    """Return the QR code of a text as SVG, medium correction, with a narrow quiet zone.

    The margin of the page gives the rest of the quiet zone.
    """
    out = io.BytesIO()
    segno.make(content, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True
    )
    return out.getvalue().decode()


@cache
def font_folders() -> list[str]:
    """Return where the typefaces of papers lie."""
    spec = find_spec("fontpkg_be_vietnam_pro")
    places = spec.submodule_search_locations if spec else None
    return [str(FONTS), *(str(Path(each) / "files") for each in places or ())]


@cache
def _compiler(template: Path) -> typst.Compiler:
    return typst.Compiler(
        str(template), root=str(PACKAGE), font_paths=[*font_folders()], ignore_system_fonts=True
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)
