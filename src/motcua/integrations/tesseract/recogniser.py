"""Letters recognised by tesseract, a process of its own within limits.

Poppler draws a page of a PDF, Pillow levels it, tesseract reads it. Both programs may take so much
memory and time and no more: what people send is never trusted. Without the programs the house
works; texts are then read later.
"""

import shutil
import subprocess
from collections.abc import Sequence

from motcua.kernel.documents import api as documents

from . import order, pictures

PROGRAMS = ("tesseract", "pdftoppm", "prlimit")
LANGUAGE = "vie"
SECONDS = 90  # of one page, on a busy machine
MEMORY = 2 * 1024**3


class Tesseract:
    """The programs of the machine: ``tesseract-ocr``, ``tesseract-ocr-vie``, ``poppler-utils``."""

    def recognise(
        self, content: bytes, media_type: documents.MediaType, page: int
    ) -> documents.PageText:
        """Return what stands on a page of a PDF or a picture.

        Raises:
            RecogniserSilent: A program is not installed.
            PageUnreadable: The page is over a limit, or damaged.
        """
        if missing := [each for each in PROGRAMS if shutil.which(each) is None]:
            raise documents.RecogniserSilent(missing=", ".join(missing))
        if media_type == documents.MediaType.PDF:
            content = _draw(content, page)
        inks = pictures.prepare(content)
        words = _words(inks.black, layout="3")
        if inks.coloured is not None:
            found = _words(inks.coloured, layout="11")
            words += order.marks_among(found, scale=pictures.LARGER)
        return order.page_text(words)


def _words(picture: bytes, *, layout: str) -> list[order.Word]:
    options = ["-l", LANGUAGE, "--oem", "1", "--psm", layout, "--dpi", str(pictures.DPI)]
    table = _run(["tesseract", "-", "-", *options, "tsv"], picture)
    return order.read_words(table.decode("utf-8", "replace"))


def _draw(pdf: bytes, page: int) -> bytes:
    """Return a page of a PDF as a picture, never larger than the limit of pixels."""
    number = str(page + 1)
    longest = ["-scale-to", str(pictures.LONGEST)]
    return _run(["pdftoppm", "-f", number, "-l", number, *longest, "-"], pdf)


def _run(command: Sequence[str], given: bytes) -> bytes:
    limits = ["prlimit", f"--as={MEMORY}", f"--cpu={SECONDS}", "--core=0", "--"]
    try:
        done = subprocess.run(  # noqa: S603 - names of programs and numbers alone
            [*limits, *command],
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "OMP_THREAD_LIMIT": "1",
                "LC_ALL": "C.UTF-8",
            },
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        if b"Error opening data file" in (getattr(error, "stderr", None) or b""):
            raise documents.RecogniserSilent(missing=f"tesseract-ocr-{LANGUAGE}") from error
        raise documents.PageUnreadable(program=command[0]) from error
    return done.stdout
