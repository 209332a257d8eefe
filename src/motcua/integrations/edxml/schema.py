"""The schema of packets as we write them, and deviations from it in words."""

import re
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from lxml import etree

from motcua.kernel.exchange import api as exchange

FILE = Path(__file__).parent / "data" / "edxml.xsd"
_NAME = re.compile(r"\{[^}]*\}")
_EXPECTED = re.compile(r"Expected is (?:one of )?\( (.*?) \)")


@cache
def schema() -> "etree.XMLSchema":
    """Return our own schema, drawn from the regulation's tables and sample packets."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.XMLSchema(etree.parse(FILE, parser))


def path_of(element: "etree._Element") -> str:
    """Return where an element stands, such as ``/edXML/…/To[2]/OrganId``."""
    names: list[str] = []
    here: etree._Element | None = element
    while here is not None:
        parent = here.getparent()
        name = str(here.tag).rpartition("}")[2]
        twins = [each for each in parent if each.tag == here.tag] if parent is not None else []
        names.append(f"{name}[{twins.index(here) + 1}]" if len(twins) > 1 else name)
        here = parent
    return "/" + "/".join(reversed(names))


def deviations(root: "etree._Element") -> list[exchange.Remark]:
    """Return where a packet leaves the schema: path, line and a sentence for each."""
    checker = schema()
    if checker.validate(root):
        return []
    found = []
    for each in checker.error_log:
        path = _path(root, each.path or "")
        found.append(exchange.Remark(path=path, line=each.line, message=_in_words(each.message)))
    return found


def _path(root: "etree._Element", written: str) -> str:
    names: dict[str, str] = {}
    for each in root.iter():
        names |= {prefix: uri for prefix, uri in each.nsmap.items() if prefix}
    try:
        found = root.getroottree().xpath(written, namespaces=names)
    except etree.XPathError:  # the path of an undeclared prefix
        found = []
    return path_of(found[0]) if found else "/"


def _in_words(message: str) -> str:
    text = _NAME.sub("", message)
    expected = _EXPECTED.search(text)
    if "is not expected" in text or "Missing child" in text:
        wanted = ", ".join(expected.group(1).split(", ")) if expected else ""
        if "Missing child" in text:
            return _("An element is missing here; expected: %(wanted)s.") % {"wanted": wanted}
        if not wanted:
            return _("This element does not belong here.")
        return _("This element does not stand in its place; expected: %(wanted)s.") % {
            "wanted": wanted
        }
    detail = text.split(": ", 1)[-1]
    limit = re.search(r"exceeds the allowed maximum length of '(\d+)'", text)
    if limit:
        return _("The text is longer than %(most)s characters.") % {"most": limit.group(1)}
    value = re.search(r"'([^']*)' is not (?:a valid|accepted|an element)", text)
    if value:
        return _("“%(value)s” does not fit here.") % {"value": value.group(1)[:80]}
    return _("This does not follow the schema (%(detail)s).") % {"detail": detail[:200]}
