"""XML from strangers: no entities, no network, bounded in every direction."""

import re
from dataclasses import dataclass
from xml.parsers import expat

from django.utils.translation import gettext as _
from lxml import etree

from motcua.kernel.exchange import api as exchange

DEEPEST = 24  # a packet of the regulation has nine levels
MOST_ELEMENTS = 20_000
MOST_ATTRIBUTES = 40
LONGEST_TEXT = 70_000_000  # Base64 of the largest packet that is taken
MOST_JUNK = 64  # bytes seen before `<?xml` in real files
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF8 = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})


class Stop(Exception):
    """The document has something that no packet has."""


@dataclass
class _Guard:
    """Watches the document go by before a tree is built of it."""

    depth: int = 0
    elements: int = 0

    def start(self, name: str, attributes: list[str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST:
            raise Stop(_("The elements are nested too deeply: %(name)s.") % {"name": name[:60]})
        if self.elements > MOST_ELEMENTS:
            raise Stop(_("There are more than %(most)s elements.") % {"most": MOST_ELEMENTS})
        if len(attributes) > 2 * MOST_ATTRIBUTES:
            raise Stop(_("The element %(name)s has too many attributes.") % {"name": name[:60]})

    def end(self, _name: str) -> None:
        self.depth -= 1

    def doctype(self, *_given: object) -> None:
        words = _("The packet has a DOCTYPE or entities. No packet needs them; it is refused.")
        raise Stop(words)


def _refuse(message: str, *, path: str = "/", line: int = 1) -> exchange.PacketUnreadable:
    remark = exchange.Remark(path=path, line=line, message=message)
    return exchange.PacketUnreadable(remarks=(remark,))


def parse(content: bytes) -> tuple[etree._Element, list[exchange.Remark]]:
    """Return the root of a packet, and what had to be forgiven to get there.

    Raises:
        PacketUnreadable: It is no XML, or XML that no packet needs.
    """
    text, remarks = _without_junk(content)
    declared = _ENCODING.match(text[:200])
    is_wide = b"\0" in content[:200]
    if is_wide or (declared and declared.group(1).lower() not in _UTF8):
        raise _refuse(_("The packet is not written in UTF-8."))
    guard = _Guard()
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    parser.StartDoctypeDeclHandler = guard.doctype
    parser.EntityDeclHandler = guard.doctype
    try:
        parser.Parse(text, True)  # noqa: FBT003 - expat's signature
    except Stop as stop:
        raise _refuse(str(stop), line=parser.CurrentLineNumber) from stop
    except expat.ExpatError as error:
        message = _("This is not well-formed XML (%(detail)s, column %(column)s).")
        detail = expat.errors.messages.get(error.code, str(error))
        raise _refuse(
            message % {"detail": detail, "column": error.offset + 1}, line=error.lineno
        ) from error
    return _tree(text, remarks)


def _without_junk(content: bytes) -> tuple[bytes, list[exchange.Remark]]:
    text = content.removeprefix(b"\xef\xbb\xbf")
    start = text.find(b"<")
    if start < 0 or not content:
        raise _refuse(_("This is no XML file."))
    if start == 0 or not text[:start].strip():
        return text[start:], []
    if start > MOST_JUNK:
        raise _refuse(_("This is no XML file."))
    words = _("Before the XML there were %(count)s other characters; they were left out.")
    return text[start:], [exchange.Remark(path="/", line=1, message=words % {"count": start})]


def _tree(
    text: bytes, remarks: list[exchange.Remark]
) -> tuple[etree._Element, list[exchange.Remark]]:
    def parser(*, recover: bool) -> etree.XMLParser:
        return etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=True,  # one attachment is one text; entities are refused before
            recover=recover,
            remove_comments=True,
            remove_pis=True,
        )

    try:
        return etree.fromstring(text, parser(recover=False)), remarks
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        message = _("A name prefix is not declared; the rest was read without it.")
        forgiven = exchange.Remark(path="/", line=line, message=message)
        root = etree.fromstring(text, parser(recover=True))
        if root is None:
            raise _refuse(_("This is no XML file."), line=line) from error
        return root, [*remarks, forgiven]
