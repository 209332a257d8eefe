"""A Word file against the decree: what its layout has otherwise, and the words in it."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.text import fold

from .. import rules
from ..errors import DocxUnreadable
from ..rules import word
from ..types import Content, Finding
from .kinds import kinds_ever

_A4 = (210.0, 297.0)
_MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
_SLACK = 0.6
_FONT = "Times New Roman"
_NUMBER = re.compile(r"^Số\s*:\s*(.*)$")
_DATE = re.compile(r"^(.+?)(,?)\s*ngày\s*(\S*)\s*tháng\s*(\S*)\s*năm\s*(\d{4})", re.IGNORECASE)
_INDENTS = (10.0, 12.7)
_BASES = ("can cu", "theo de nghi", "xet de nghi")
_LINE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWord:
    """What came of a Word file: its words as a content, and what its layout has otherwise."""

    content: Content
    findings: list[dict[str, Any]]


def read_word(content: bytes, *, before: Content) -> ReadWord:
    """Read a Word file and check its layout.

    Args:
        before: What the draft says; what the file does not tell stays.

    Raises:
        DocxUnreadable: It cannot be read, or is larger than it may be.

    Law:
        ND 30/2020, annex I
    """
    reasons = {
        "not_word": _("it is no Word file (.docx), or it is damaged."),
        "too_large": _("it unpacks to more than it may hold."),
        "doctype": _("it refers to parts outside of itself."),
    }
    try:
        file = word.read(content)
    except word.WordFault as fault:
        raise DocxUnreadable(reason=reasons[fault.reason]) from fault
    parts = _find_parts(file.paragraphs)
    findings = [*_of_page(file.page), *_of_fonts(file.paragraphs), *_of_parts(parts)]
    return ReadWord(
        content=_content(parts, before=before), findings=[asdict(each) for each in findings]
    )


@dataclass(slots=True, kw_only=True)
class _Parts:
    """The cells of the decree, as they were found among the paragraphs."""

    state: word.Paragraph | None = None
    motto: word.Paragraph | None = None
    number: word.Paragraph | None = None
    date: word.Paragraph | None = None
    kind: word.Paragraph | None = None
    subject: word.Paragraph | None = None
    letter_subject: word.Paragraph | None = None
    to: list[word.Paragraph]
    bases: list[word.Paragraph]
    body: list[word.Paragraph]
    recipients_head: word.Paragraph | None = None
    recipients: list[word.Paragraph]


class _Sorter:
    """Puts paragraphs into the cells of the decree, one after the other."""

    def __init__(self) -> None:
        self.parts = _Parts(to=[], bases=[], body=[], recipients=[])
        self._names = {kind.name.split(" (")[0].upper() for kind in kinds_ever()}
        self._area = "head"

    def take(self, each: word.Paragraph) -> None:
        """Put a paragraph where its words, or else its place, say that it belongs."""
        parts, text, folded = self.parts, each.text, fold(each.text)
        in_head = self._area == "head"
        if folded.startswith("cong hoa xa hoi"):
            parts.state = each
        elif folded.startswith("doc lap"):
            parts.motto = each
        elif in_head and _NUMBER.match(text):
            parts.number = each
        elif in_head and _DATE.match(text):
            parts.date = each
        elif each.in_table and folded.startswith(("v/v", "ve viec")):
            parts.letter_subject = each
        elif in_head and not each.in_table and text in self._names:
            parts.kind, self._area = each, "subject"
        else:
            self._by_place(each, folded)

    def _by_place(self, each: word.Paragraph, folded: str) -> None:
        parts, is_item = self.parts, each.text.startswith(("-", "–"))
        if folded.startswith("noi nhan"):
            parts.recipients_head, self._area = each, "recipients"
        elif self._area == "recipients":
            parts.recipients += [each] if is_item else []
        elif self._area == "subject":
            parts.subject, self._area = each, "body"
        elif folded.startswith("kinh gui") or (self._area == "to" and is_item):
            parts.to.append(each)
            self._area = "to"
        elif folded.startswith(_BASES) and not parts.body:
            parts.bases.append(each)
            self._area = "body"
        elif self._area != "head":
            parts.body.append(each)
            self._area = "body"


def _find_parts(paragraphs: tuple[word.Paragraph, ...]) -> _Parts:
    sorter = _Sorter()
    for each in paragraphs:
        sorter.take(each)
    return sorter.parts


def _of_page(page: word.Page | None) -> Iterator[Finding]:
    part = _("Page")
    if page is None:
        return
    if max(abs(page.width - _A4[0]), abs(page.height - _A4[1])) > 1:
        yield Finding(
            cell="",
            part=part,
            rule=_("A4, 210 × 297 mm, upright"),
            found=f"{page.width:.0f} × {page.height:.0f} mm",
        )
    names = {
        "top": _("Upper margin"),
        "bottom": _("Lower margin"),
        "left": _("Left margin"),
        "right": _("Right margin"),
    }
    for side, (least, most) in _MARGINS.items():
        found = getattr(page, side)
        if not least - _SLACK <= found <= most + _SLACK:
            yield Finding(
                cell="", part=names[side], rule=f"{least}–{most} mm", found=f"{found:.1f} mm"
            )
    if not page.numbered:
        yield Finding(
            cell="",
            part=_("Page numbers"),
            rule=_("Arabic, size 13 or 14, centred in the upper margin, not on the first page"),
            found=_("no page number in the upper margin"),
        )
    elif not page.first_differs:
        yield Finding(
            cell="",
            part=_("Page numbers"),
            rule=_("not shown on the first page"),
            found=_("the first page is numbered too"),
        )


def _of_fonts(paragraphs: tuple[word.Paragraph, ...]) -> Iterator[Finding]:
    others = sorted({font for each in paragraphs for font in each.fonts} - {_FONT})
    if others:
        yield Finding(
            cell="",
            part=_("Typeface"),
            rule=_FONT,
            found=", ".join(font or _("none is named") for font in others),
        )


def _of_parts(parts: _Parts) -> Iterator[Finding]:
    checks: list[tuple[str, str, word.Paragraph | None, tuple[float, float], str]] = [
        ("1", _("National name"), parts.state, (12, 13), "b"),
        ("1", _("Motto"), parts.motto, (13, 14), "b"),
        ("3", _("Number and symbol"), parts.number, (13, 13), ""),
        ("4", _("Place and date"), parts.date, (13, 14), "i"),
        ("9b", _("“Nơi nhận”"), parts.recipients_head, (12, 12), "bi"),
    ]
    if parts.kind is not None:
        checks.append(("5a", _("Name of the kind"), parts.kind, (13, 14), "b"))
        checks.append(("5a", _("Subject"), parts.subject, (13, 14), "b"))
    else:
        checks.append(("5b", _("Subject of the letter"), parts.letter_subject, (12, 13), ""))
    for cell, part, found, sizes, style in checks:
        yield from _of_look(cell, part, found, sizes, style)
    yield from _of_wording(parts)
    yield from _of_body(parts)


def _styled(bold: bool, italic: bool) -> str:  # noqa: FBT001 - two values of a look
    if bold and italic:
        return _("bold italic")
    return _("bold") if bold else _("italic") if italic else _("upright, not bold")


def _of_look(
    cell: str, part: str, found: word.Paragraph | None, sizes: tuple[float, float], style: str
) -> Iterator[Finding]:
    if found is None:
        yield Finding(cell=cell, part=part, rule=_("must be there"), found=_("not found"))
        return
    least, most = sizes
    if not least <= found.look.size <= most:
        wanted = f"{least:g}–{most:g}" if least != most else f"{least:g}"
        yield Finding(
            cell=cell,
            part=part,
            rule=_("size %(size)s") % {"size": wanted},
            found=f"{found.look.size:g}",
        )
    if (found.look.bold, found.look.italic) != ("b" in style, "i" in style):
        yield Finding(
            cell=cell,
            part=part,
            rule=_styled("b" in style, "i" in style),
            found=_styled(found.look.bold, found.look.italic),
        )


def _of_wording(parts: _Parts) -> Iterator[Finding]:
    if parts.motto is not None and parts.motto.text != "Độc lập - Tự do - Hạnh phúc":
        yield Finding(
            cell="1", part=_("Motto"), rule="Độc lập - Tự do - Hạnh phúc", found=parts.motto.text
        )
    if parts.number is not None:
        yield from _of_number(parts.number.text)
    if parts.date is not None:
        yield from _of_date(parts.date.text)


def _of_number(text: str) -> Iterator[Finding]:
    rest = _NUMBER.match(text)
    symbol = rest.group(1).strip() if rest else ""
    part = _("Number and symbol")
    number, slash, letters = symbol.partition("/")
    if not slash or " " in letters.strip() or not letters.strip():
        yield Finding(
            cell="3",
            part=part,
            rule=_("“Số: 05/QĐ-UBND”: a slash, a hyphen, no spaces"),
            found=text,
        )
    elif number.strip().isdigit() and number.strip() != rules.number_text(int(number)):
        yield Finding(
            cell="3",
            part=part,
            rule=_("a zero before numbers under 10, none before others"),
            found=number.strip(),
        )


def _of_date(text: str) -> Iterator[Finding]:
    found = _DATE.match(text)
    if found is None:
        return
    place, comma, day, month, _year = found.groups()
    part = _("Place and date")
    if not comma:
        yield Finding(cell="4", part=part, rule=_("a comma behind the place"), found=place)
    if day.isdigit() and len(day) == 1:
        yield Finding(cell="4", part=part, rule=_("a zero before days under 10"), found=day)
    if month.isdigit():
        wanted = f"{int(month):02d}" if int(month) <= 2 else str(int(month))  # noqa: PLR2004 - the decree
        if month != wanted:
            yield Finding(
                cell="4",
                part=part,
                rule=_("a zero before months 1 and 2 only"),
                found=month,
            )


def _of_body(parts: _Parts) -> Iterator[Finding]:
    part = _("Text")
    if not parts.body:
        yield Finding(cell="6", part=part, rule=_("must be there"), found=_("not found"))
        return
    yield from _of_lines([each for each in parts.body if not each.in_table])
    if any(not each.look.italic for each in parts.bases):
        plain = _styled(bold=False, italic=False)
        yield Finding(cell="6", part=_("Legal bases"), rule=_("italic"), found=plain)
    blocks = rules.parse_body("\n".join(each.text for each in parts.body))
    if wrong := rules.points_out_of_order(blocks):
        yield Finding(
            cell="6",
            part=_("Points"),
            rule=_("the Vietnamese alphabet: a, b, c, d, đ, e, g, h …"),
            found=", ".join(f"{each})" for each in wrong),
        )
    yield from _of_ends(parts)


def _of_lines(plain: list[word.Paragraph]) -> Iterator[Finding]:
    part = _("Text")
    sizes = sorted({each.look.size for each in plain if not 13 <= each.look.size <= 14})  # noqa: PLR2004 - the decree
    if sizes:
        rule = _("size %(size)s") % {"size": "13–14"}
        yield Finding(cell="6", part=part, rule=rule, found=", ".join(f"{n:g}" for n in sizes))
    long = [each for each in plain if len(each.text) > _LINE]
    if any(each.align != "both" for each in long):
        yield Finding(cell="6", part=part, rule=_("justified"), found=_("not justified"))
    odd = [e for e in long if min(abs(e.first_line_mm - wanted) for wanted in _INDENTS) > 1]
    if odd:
        found = f"{odd[0].first_line_mm / 10:.2f} cm"
        yield Finding(cell="6", part=part, rule=_("first line 1 or 1.27 cm in"), found=found)


def _of_ends(parts: _Parts) -> Iterator[Finding]:
    if not any(each.text.endswith("./.") for each in parts.body):
        yield Finding(cell="6", part=_("End of the text"), rule="./.", found=_("not found"))
    if not any(fold(each.text).startswith("- luu: vt") for each in parts.recipients):
        rule = _("the last line says “- Lưu: VT, …”")
        yield Finding(cell="9b", part=_("“Nơi nhận”"), rule=rule, found=_("not found"))


def _content(parts: _Parts, *, before: Content) -> Content:
    codes = {kind.name.split(" (")[0].upper(): kind.code for kind in kinds_ever()}
    kind = codes.get(parts.kind.text, before.kind) if parts.kind else before.kind
    if parts.kind is None and parts.letter_subject is not None:
        kind = "CV"
    subject = parts.subject or parts.letter_subject
    bare = re.sub(r"^(V/v|Về việc)\s*", "", subject.text) if subject else before.subject
    body = "\n".join(each.text for each in parts.body).strip().removesuffix("./.").rstrip()
    return replace(
        before,
        kind=kind,
        subject=bare,
        addressees=_items(parts.to) or before.addressees,
        bases=_items(parts.bases) or (before.bases if not parts.body else ()),
        body=body or before.body,
        recipients=_items(
            [each for each in parts.recipients if not fold(each.text).startswith("- luu")]
        )
        or before.recipients,
    )


def _items(paragraphs: list[word.Paragraph]) -> tuple[str, ...]:
    lines = (re.sub(r"^Kính gửi\s*:?", "", each.text).strip(" -–;.") for each in paragraphs)
    return tuple(line for line in lines if line)
