"""What goes into the package of a file, and whether a package still is what was archived."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree as ET

from django.conf import settings

from motcua.foundation.text import fold
from motcua.kernel.documents import api as documents

from .. import rules
from ..models import File, Item, Package
from ..types import Access, Broken, Medium
from .filing import items_in

DATA = "data/tai-lieu/"
_LANGUAGE = "Tiếng Việt"


def folder_of(file: File) -> str:
    """Return the folder of a file's package, below the archive's own."""
    return f"{file.unit_id}/{file.year}/{file.id}"


def package_path(folder: str) -> Path:
    """Return where a package lies on the disk."""
    return Path(settings.ARCHIVE_DIR or Path(settings.FILES_DIR) / "archive") / folder


def payload(file: File) -> tuple[rules.Packed, ...]:
    """Return the documents of a file byte for byte, and what is known of file and documents.

    Raises:
        FileMissing: A document is not on the disk, or is not what was stored.
    """
    items = items_in(file)
    infos = documents.file_info(
        [each.record.stored_file_id for each in items if each.record.stored_file_id]
    )
    packed: list[rules.Packed] = []
    names: dict[UUID, str] = {}
    for item in items:
        info = infos.get(item.record.stored_file_id) if item.record.stored_file_id else None
        if info is None:
            continue
        name = rules.data_name(
            item.position,
            item.record.number_symbol,
            item.record.subject,
            Path(info.filename).suffix.lower(),
        )
        names[item.id] = name
        packed.append(rules.packed(f"{DATA}{name}", documents.read(info.id)))
    facts = ET.tostring(_facts(file, items, names), encoding="utf-8", xml_declaration=True)
    return (*packed, rules.packed("data/ho-so.xml", facts))


def bag_info(file: File, *, made: str) -> Mapping[str, str]:
    """Return what stands in ``bag-info.txt``: in letters without diacritics where tools need it."""
    return {
        "Source-Organization": file.unit.name,
        "External-Identifier": f"urn:uuid:{file.id}",
        "Internal-Sender-Identifier": f"{file.year}/{file.code}",
        "Internal-Sender-Description": file.title,
        "Bagging-Date": made,
        "Bag-Software-Agent": "Mot Cua",
    }


def _facts(file: File, items: list[Item], names: Mapping[UUID, str]) -> ET.Element:
    """Return file and documents as XML, named as in Thông tư 05/2025 (hồ sơ, tài liệu).

    Law:
        TT 05/2025
    """
    root = ET.Element("hoSo", {"id": f"urn:uuid:{file.id}"})
    paper = file.medium != Medium.DIGITAL
    _children(
        root,
        {
            "arcFileCode": f"{file.year}/{file.code}",
            "title": file.title,
            "maintenance": rules.years_in_words(file.years),
            "mode": Access(file.access).value,
            "language": _LANGUAGE,
            "startDate": f"{file.begins_on:%d/%m/%Y}" if file.begins_on else "",
            "endDate": f"{file.ends_on:%d/%m/%Y}" if file.ends_on else "",
            "keyword": file.keywords,
            "totalDoc": str(file.documents),
            "numberOfPaper": str(file.sheets) if paper else "",
            "numberOfPage": str(sum(each.record.pages for each in items)),
            "format": Medium(file.medium).value,
            "paperFileCode": file.code if paper else "",
            "creator": file.keeper or file.keeper_unit.name,
            "description": file.note,
        },
    )
    for item in items:
        record = item.record
        _children(
            ET.SubElement(root, "taiLieu"),
            {
                "docCode": f"{file.year}/{file.code}.{item.position:04d}",
                "typeName": record.kind_name,
                "codeNumber": record.number_symbol,
                "docDate": f"{record.issued_on:%d/%m/%Y}" if record.issued_on else "",
                "organName": record.author,
                "title": record.subject,
                "language": _LANGUAGE,
                "numberOfPage": str(record.pages or item.sheets),
                "description": item.note,
                "file": f"tai-lieu/{names[item.id]}" if item.id in names else "",
                "sha256": record.sha256,
            },
        )
    return root


def _children(element: ET.Element, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        ET.SubElement(element, name).text = value


def broken_in(package: Package) -> tuple[Broken, ...]:
    """Read a package from the disk and return each file that is not what was archived."""
    root = package_path(package.folder)
    return tuple(
        Broken(path=each.path, expected=each.sha256, found=found)
        for each in package.files.order_by("path")
        if (found := _hash(root / each.path)) != each.sha256
    )


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def zipped(package: Package) -> bytes:
    """Return a package as one ZIP file, to be handed over; nothing in it is compressed."""
    root, out = package_path(package.folder), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for each in package.files.order_by("path"):
            archive.write(root / each.path, f"{zip_name(package.file)}/{each.path}")
    return out.getvalue()


def zip_name(file: File) -> str:
    """Return how a package is called outside: ``hs-2024-05-tccb``."""
    return "hs-" + fold(f"{file.year}-{file.code}").replace(".", "-").replace("/", "-").replace(
        " ", "-"
    )


def list_to_check(*, at: datetime, limit: int) -> list[UUID]:
    """List the packages whose turn has come to be read again, the longest ago first."""
    before = at - timedelta(days=settings.FIXITY_DAYS)
    rows = Package.objects.filter(removed_at=None, checked_at__lte=before)
    return list(rows.order_by("checked_at", "id").values_list("id", flat=True)[:limit])


def fixity_days() -> int:
    """Return in how many days each package is read again."""
    return int(settings.FIXITY_DAYS)
