"""Letters of the mailboxes: how far they are read, what was not taken in, how one looks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.db.models import Max, QuerySet

from motcua.foundation.actors import Actor
from motcua.foundation.time import local, local_date
from motcua.kernel.documents import api as documents

from .. import permissions
from ..models import Mail
from ..types import Letter, Metadata
from .papers import may_be_original

LETTER = Path(__file__).resolve().parents[1] / "data" / "papers" / "thu-dien-tu-v1.typ"


def last_letter(*, mailbox: str, validity: int) -> int:
    """Return the number of the last letter that was seen in a mailbox; 0 before the first."""
    seen = Mail.objects.filter(mailbox=mailbox, validity=validity)
    return int(seen.aggregate(last=Max("number"))["last"] or 0)


def list_refused_mail(*, actor: Actor) -> QuerySet[Mail]:
    """List the letters that were not taken in at the actor's authorities, newest first."""
    units = permissions.RECEIVE.units(actor)
    return Mail.objects.filter(unit_id__in=units).exclude(refused="").order_by("-seen_at", "id")


def main_file(files: Sequence[tuple[str, bytes]]) -> int | None:
    """Return which of a letter's files is the document: the first PDF, else the first photo."""
    fitting = [nth for nth, (_name, content) in enumerate(files) if may_be_original(content)]
    pdfs = [nth for nth in fitting if files[nth][1].startswith(b"%PDF-")]
    return next(iter(pdfs or fitting), None)


def of_letter(letter: Letter, read: Metadata | None) -> Metadata:
    """Return what is proposed of a document that came by e-mail: its text, else the letter."""
    read = read or Metadata()
    own = read.subject or read.number_symbol
    return replace(
        read,
        author=read.author or letter.sender_name,
        subject=read.subject or ("" if own else letter.subject),
    )


def draw_letter(letter: Letter, *, at: datetime) -> bytes:
    """Return an e-mail as a paper, for one that brought no document."""
    sent_at = letter.sent_at or at
    values = {
        "title": letter.subject or "Thư điện tử",
        "author": letter.sender_name or "–",
        "at": sent_at,
        "sender": f"{letter.sender_name} <{letter.sender_address}>",
        "sent": f"{local(sent_at):%H:%M}, {local_date(sent_at):%d/%m/%Y}",
        "subject": letter.subject,
        "paragraphs": [line for line in letter.text.splitlines() if line.strip()],
        "verify": None,
    }
    return documents.render_paper(LETTER, values)
