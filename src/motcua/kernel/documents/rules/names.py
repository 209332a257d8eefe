"""Names of files as people give them."""

import unicodedata
from pathlib import PurePosixPath

from ..types import PICTURES, MediaType

LONGEST_NAME = 120
EXTENSIONS = {
    "pdf": MediaType.PDF,
    "jpg": MediaType.JPEG,
    "jpeg": MediaType.JPEG,
    "jfif": MediaType.JPEG,
    "png": MediaType.PNG,
    "webp": MediaType.WEBP,
    "docx": MediaType.DOCX,
    "xlsx": MediaType.XLSX,
}
BEST_EXTENSION = {
    MediaType.PDF: "pdf",
    MediaType.JPEG: "jpg",
    MediaType.PNG: "png",
    MediaType.WEBP: "webp",
    MediaType.DOCX: "docx",
    MediaType.XLSX: "xlsx",
}


def clean_name(filename: str) -> str:
    """Return the last part of a name without control and direction marks, not too long."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(
        letter
        for letter in unicodedata.normalize("NFC", last)
        if unicodedata.category(letter) not in {"Cc", "Cf", "Co", "Cs"}
    )
    path = PurePosixPath(" ".join(seen.split()).strip(". ") or "tep")
    return path.stem[:LONGEST_NAME].rstrip() + path.suffix[:10]


def extension(filename: str) -> str:
    """Return the extension in lower case, without the dot."""
    return PurePosixPath(filename).suffix.lower().removeprefix(".")


def differs(filename: str, found: MediaType) -> bool:
    """Tell whether the name promises another kind of file than the content is.

    One kind of picture named like another is not worth a refusal: phones do it all the time.
    """
    ending = extension(filename)
    if not ending:
        return False
    named = EXTENSIONS.get(ending)
    return named is not found and not (named in PICTURES and found in PICTURES)


def fitting_name(filename: str, found: MediaType) -> str:
    """Return the name with the extension of its content."""
    if EXTENSIONS.get(extension(filename)) is found:
        return filename
    return f"{PurePosixPath(filename).stem}.{BEST_EXTENSION[found]}"
