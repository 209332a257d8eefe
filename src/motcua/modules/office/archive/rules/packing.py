"""The package of a file: a folder after BagIt (RFC 8493), with the facts of Thông tư 05/2025."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from motcua.foundation.text import fold

BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha256.txt"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of a package: where it lies, its bytes and their hash."""

    path: str
    content: bytes
    sha256: str


def manifest_name() -> str:
    """Return the path of the manifest within a package."""
    return MANIFEST


def packed(path: str, content: bytes) -> Packed:
    """Return a file of a package with the hash of its bytes."""
    return Packed(path, content, hashlib.sha256(content).hexdigest())


def data_name(position: int, number_symbol: str, subject: str, suffix: str) -> str:
    """Return a name that says what a document is, in letters that every system keeps.

    >>> data_name(3, "12/BC-UBND", "Cải cách hành chính", ".pdf")
    '0003-12-bc-ubnd-cai-cach-hanh-chinh.pdf'
    """
    words = re.sub(r"[^a-z0-9]+", "-", fold(f"{number_symbol} {subject}")).strip("-")
    return f"{position:04d}-{words[:_LONGEST].strip('-') or 'tai-lieu'}{suffix}"


def manifest(files: Iterable[Packed]) -> str:
    """Return the lines that name each file and its hash, in the order of their paths."""
    return "".join(
        f"{each.sha256}  {each.path}\n" for each in sorted(files, key=lambda each: each.path)
    )


def read_manifest(text: str) -> dict[str, str]:
    """Return the hash of each path that a manifest names."""
    pairs = (line.split("  ", 1) for line in text.splitlines() if "  " in line)
    return {path: sha256 for sha256, path in pairs}


def bag_files(payload: Iterable[Packed], info: Mapping[str, str]) -> tuple[Packed, ...]:
    """Return all files of a package: the documents, and the tags that make it a bag.

    Args:
        payload: Files below ``data/``.
        info: What stands in ``bag-info.txt``; the size of the payload is added.
    """
    data = tuple(payload)
    octets = sum(len(each.content) for each in data)
    facts = {**info, "Payload-Oxum": f"{octets}.{len(data)}"}
    lines = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in facts.items())
    tags = (
        packed("bagit.txt", BAGIT.encode()),
        packed("bag-info.txt", lines.encode()),
        packed(MANIFEST, manifest(data).encode()),
    )
    return (*data, *tags, packed("tagmanifest-sha256.txt", manifest(tags).encode()))
