"""Jobs of the worker: the texts of files are read."""

import logging
import time

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from motcua.foundation import actors
from motcua.foundation.errors import DomainError

from .errors import PageUnreadable, RecogniserSilent
from .models import TextOfFile
from .ports import TextRecogniser
from .queries.files import read
from .rules import texts as rules
from .types import PICTURES, MediaType, PageText
from .use_cases import texts

logger = logging.getLogger(__name__)
HOUSE = actors.system("documents.read_texts")
TURN = 5.0  # seconds of one turn: other jobs wait meanwhile, and a long file goes on next time


def read_texts() -> None:
    """Read the files that wait, for one turn; the schedule's door to :func:`read_waiting`."""
    read_waiting(seconds=TURN)


def read_waiting(*, seconds: float) -> int:
    """Read what waits for so long, and return how many files have their text now.

    Outside any transaction: recognising letters asks another program. A page at a time is kept,
    so that a worker that dies loses one.
    """
    until, done = time.monotonic() + seconds, 0
    while (row := texts.claim_text(at=timezone.now())) is not None:
        done += _read(row, until)
        if time.monotonic() > until:
            break
    return done


def _read(row: TextOfFile, until: float) -> bool:
    """Read a file's further pages until the turn is over; tell whether it was the last of them."""
    kind = MediaType(row.file.media_type)
    try:
        content = read(row.file_id)
        count = rules.count_pages(content) if kind == MediaType.PDF else 1
        if not count or kind == MediaType.XLSX:
            return _give_up(row, "no pages")
        for page in range(len(row.pages), count):
            is_last = page + 1 == count
            read_now = _page(content, kind, page)
            texts.record_pages(
                actor=HOUSE,
                file_id=row.file_id,
                pages=[read_now],
                is_last=is_last,
                at=timezone.now(),
            )
            if is_last or time.monotonic() > until:
                return is_last
    except DomainError as error:  # no recogniser here, or the disk does not answer: later
        _try_later(row, error)
    except Exception as error:  # whatever it was, this one waits and the others go on
        logger.exception("the text of file %s was not read", row.file_id)
        _try_later(row, error)
    return False


def _page(content: bytes, kind: MediaType, page: int) -> PageText:
    """Return what stands on a page; nothing where it is over a limit or damaged."""
    if kind not in PICTURES and kind != MediaType.PDF:
        return rules.read_word(content) or PageText(text="", layout="")
    if kind == MediaType.PDF and (found := rules.read_layer(content, page)):
        return found
    try:
        seen = _recogniser().recognise(content, kind, page)
    except PageUnreadable:
        logger.warning("page %s of a file cannot be recognised", page + 1)
        return PageText(text="", layout="", confidence=0)
    return PageText(
        text=rules.clean(seen.text), layout=rules.clean(seen.layout), confidence=seen.confidence
    )


def _recogniser() -> TextRecogniser:
    if not settings.TEXT_RECOGNISER:
        raise RecogniserSilent
    recogniser: TextRecogniser = import_string(settings.TEXT_RECOGNISER)()
    return recogniser


def _give_up(row: TextOfFile, error: str) -> bool:
    texts.postpone_text(
        actor=HOUSE, file_id=row.file_id, error=error, is_final=True, at=timezone.now()
    )
    return False


def _try_later(row: TextOfFile, error: Exception) -> None:
    texts.postpone_text(
        actor=HOUSE,
        file_id=row.file_id,
        error=repr(error),
        is_final=row.attempts + 1 >= texts.GIVE_UP and not isinstance(error, RecogniserSilent),
        at=timezone.now(),
    )
