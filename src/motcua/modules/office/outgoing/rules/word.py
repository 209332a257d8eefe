"""Reading a Word file safely: its paragraphs as they look, and its page."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_OCTETS = 20 * 1024 * 1024
_MOST_FILES = 2000
_MOST_PARAGRAPHS = 20_000
_TWIPS_A_MM = 56.6929
_HALF = 2


class WordFault(ValueError):
    """The file cannot be read; ``reason`` says why: not_word, too_large, doctype."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How letters look: typeface, size in points, bold, italic."""

    font: str = ""
    size: float = 10.0
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph with the look of its first letters and of all its typefaces."""

    text: str
    look: Look
    fonts: frozenset[str]
    align: str = "left"
    first_line_mm: float = 0.0
    in_table: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page in millimetres; ``numbered`` where its header counts the pages."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    numbered: bool
    first_differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFile:
    """What a Word file holds."""

    page: Page | None
    paragraphs: tuple[Paragraph, ...]


def read(content: bytes) -> WordFile:
    """Read a Word file: no entities, no outside parts, not more than it may hold.

    Raises:
        WordFault: It is none, or larger than it may be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive)
            parts = {
                name: _tree(archive.read(name))
                for name in archive.namelist()
                if name in {"word/document.xml", "word/styles.xml"}
                or (name.startswith("word/header") and name.endswith(".xml"))
            }
    except (zipfile.BadZipFile, ET.ParseError, KeyError, RuntimeError) as error:
        raise WordFault("not_word") from error
    if "word/document.xml" not in parts:
        raise WordFault("not_word")
    styles = _Styles(parts.get("word/styles.xml"))
    body = parts["word/document.xml"].find(f"{_W}body")
    if body is None:
        raise WordFault("not_word")
    headers = [tree for name, tree in parts.items() if name.startswith("word/header")]
    return WordFile(
        page=_page(body, numbered=any(_counts(tree) for tree in headers)),
        paragraphs=tuple(_paragraphs(body, styles)),
    )


def _check(archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    if len(infos) > _MOST_FILES or sum(each.file_size for each in infos) > _MOST_OCTETS:
        raise WordFault("too_large")


def _tree(xml: bytes) -> ET.Element:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise WordFault("doctype")
    return ET.fromstring(xml)  # noqa: S314 - neither entities nor a document type get here


def _counts(header: ET.Element) -> bool:
    fields = [each.get(f"{_W}instr", "") for each in header.iter(f"{_W}fldSimple")]
    fields += [each.text or "" for each in header.iter(f"{_W}instrText")]
    return any("PAGE" in each for each in fields)


def _mm(element: ET.Element | None, name: str) -> float:
    value = element.get(f"{_W}{name}", "0") if element is not None else "0"
    try:
        return float(value) / _TWIPS_A_MM
    except ValueError:
        return 0.0


def _page(body: ET.Element, *, numbered: bool) -> Page | None:
    section = body.find(f"{_W}sectPr")
    if section is None:
        return None
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    return Page(
        width=_mm(size, "w"),
        height=_mm(size, "h"),
        top=_mm(margins, "top"),
        bottom=_mm(margins, "bottom"),
        left=_mm(margins, "left"),
        right=_mm(margins, "right"),
        numbered=numbered,
        first_differs=section.find(f"{_W}titlePg") is not None,
    )


class _Styles:
    """The looks that styles give, those of their ancestors included."""

    def __init__(self, tree: ET.Element | None) -> None:
        self._styles: dict[str, ET.Element] = {}
        self.default = Look()
        self._normal = ""
        if tree is None:
            return
        base = tree.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        self.default = _look(base, self.default)
        for style in tree.iter(f"{_W}style"):
            name = style.get(f"{_W}styleId", "")
            self._styles[name] = style
            if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") == "1":
                self._normal = name

    def chain(self, name: str) -> list[ET.Element]:
        """Return a style's ancestors and itself, the oldest first."""
        found: list[ET.Element] = []
        while name in self._styles and self._styles[name] not in found:
            found.insert(0, self._styles[name])
            based = self._styles[name].find(f"{_W}basedOn")
            name = based.get(f"{_W}val", "") if based is not None else ""
        return found

    def of(self, name: str) -> tuple[Look, list[ET.Element]]:
        look, chain = self.default, self.chain(name or self._normal)
        for style in chain:
            look = _look(style.find(f"{_W}rPr"), look)
        return look, chain


def _on(properties: ET.Element, name: str, before: bool) -> bool:  # noqa: FBT001 - a value
    found = properties.find(f"{_W}{name}")
    return before if found is None else found.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _look(properties: ET.Element | None, before: Look) -> Look:
    if properties is None:
        return before
    fonts, size = properties.find(f"{_W}rFonts"), properties.find(f"{_W}sz")
    font = fonts.get(f"{_W}ascii") if fonts is not None else None
    themed = fonts is not None and fonts.get(f"{_W}asciiTheme")
    value = size.get(f"{_W}val", "") if size is not None else ""
    return replace(
        before,
        font=font or (str(themed) if themed else before.font),
        size=float(value) / _HALF if value.isdigit() else before.size,
        bold=_on(properties, "b", before.bold),
        italic=_on(properties, "i", before.italic),
    )


def _paragraphs(body: ET.Element, styles: _Styles) -> Iterator[Paragraph]:
    tabled = {id(each) for table in body.iter(f"{_W}tbl") for each in table.iter(f"{_W}p")}
    for n, element in enumerate(body.iter(f"{_W}p")):
        if n >= _MOST_PARAGRAPHS:
            raise WordFault("too_large")
        found = _paragraph(element, styles)
        if found is not None:
            yield replace(found, in_table=id(element) in tabled)


def _paragraph(element: ET.Element, styles: _Styles) -> Paragraph | None:
    own = element.find(f"{_W}pPr")
    named = own.find(f"{_W}pStyle") if own is not None else None
    base, chain = styles.of(named.get(f"{_W}val", "") if named is not None else "")
    pieces: list[tuple[str, Look]] = []
    for run in element.iter(f"{_W}r"):
        text = "".join(_text(each) for each in run)
        if text.strip():
            pieces.append((text, _look(run.find(f"{_W}rPr"), base)))
        elif text:
            pieces.append((text, base))
    text = " ".join("".join(piece for piece, _look_ in pieces).split())
    if not text:
        return None
    looks = [look for piece, look in pieces if piece.strip()]
    layers = [*(style.find(f"{_W}pPr") for style in chain), own]
    return Paragraph(
        text=text,
        look=looks[0],
        fonts=frozenset(look.font for look in looks),
        align=_last(layers, "jc", "val") or "left",
        first_line_mm=float(_last(layers, "ind", "firstLine") or 0) / _TWIPS_A_MM,
    )


def _text(element: ET.Element) -> str:
    if element.tag == f"{_W}t":
        return element.text or ""
    return " " if element.tag in {f"{_W}tab", f"{_W}br"} else ""


def _last(layers: list[ET.Element | None], name: str, attribute: str) -> str:
    found = ""
    for layer in layers:
        element = layer.find(f"{_W}{name}") if layer is not None else None
        if element is not None:
            found = element.get(f"{_W}{attribute}") or found
    return found
