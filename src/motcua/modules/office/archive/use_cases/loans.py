"""Loans: asked for, granted, handed out or shown for a time, given back."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotFound
from motcua.foundation.time import local_date
from motcua.kernel.notifications import api as notifications

from .. import permissions, queries
from ..errors import FileNotFound, LoanRefused, WrongState
from ..events import LoanAsked, LoanBegun, LoanDecided, LoanEnded
from ..models import File, Loan
from ..types import LOAN_OPEN, LoanState
from .common import require_reason

_LANGUAGE = "vi"


def _lock(actor: Actor, loan_id: UUID, *states: LoanState) -> Loan:
    rows = Loan.objects.select_for_update(of=("self",)).select_related("file")
    loan = rows.filter(id=loan_id).first()
    if loan is None:
        raise NotFound
    permissions.KEEP.require(actor, unit_id=loan.file.unit_id)
    if loan.state not in states:
        raise WrongState(state=LoanState(loan.state).label)
    return loan


def _set(loan: Loan, state: LoanState, *, at: datetime) -> None:
    loan.state, loan.state_at = state, at
    loan.save()


@transaction.atomic
def ask_for_file(
    *, actor: Actor, file_id: UUID, purpose: str, on_paper: bool, at: datetime
) -> UUID:
    """Ask the archive for a file: its paper, or to read it on the screen for a time.

    Any official of the authority may ask; the archivist decides.

    Raises:
        FileNotFound: There is no such file of the actor's authority.
        NoReasonGiven: It does not say what for.
        LoanRefused: It cannot be lent, with the reason.

    Publishes:
        LoanAsked

    Law:
        ND 30/2020, annex IV
    """
    file = File.objects.select_for_update().filter(id=file_id).first()
    if file is None or actor.account_id is None or not queries.may_ask(actor, file):
        raise FileNotFound
    said = require_reason(purpose)
    _refuse_unlendable(file, actor.account_id, on_paper=on_paper)
    loan = Loan.objects.create(
        file=file,
        on_paper=on_paper,
        state_at=at,
        purpose=said,
        asked_at=at,
        asked_by=actor.account_id,
        asked_by_name=actor.name,
        asked_unit_id=min(actor.unit_ids, default=None),
    )
    asked = LoanAsked(loan_id=loan.id, file_id=file.id, unit_id=file.unit_id)
    house.publish(asked, by=actor, at=at, unit_id=file.unit_id)
    return loan.id


def _refuse_unlendable(file: File, account_id: UUID, *, on_paper: bool) -> None:
    why = queries.why_not_lend(file, on_paper=on_paper)
    mine = Loan.objects.filter(
        file=file, asked_by=account_id, on_paper=on_paper, state__in=LOAN_OPEN
    )
    if not why and mine.exists():
        why = str(queries.words.LOAN_REFUSED["ASKED"])
    if why:
        raise LoanRefused(reason=why)


@transaction.atomic
def grant_loan(*, actor: Actor, loan_id: UUID, due_on: date, at: datetime) -> None:
    """Grant a loan: paper waits to be fetched, an electronic file is shown from now on.

    Args:
        due_on: The last day; an electronic file is shown until its end.

    Raises:
        NotFound, WrongState, NotPermitted: It is no loan that the actor decides.
        LoanRefused: The day has passed, or somebody else has the paper.

    Publishes:
        LoanDecided, and LoanBegun of an electronic file
    """
    loan = _lock(actor, loan_id, LoanState.ASKED)
    file = File.objects.select_for_update().get(id=loan.file_id)
    why = queries.why_not_lend(file, on_paper=loan.on_paper)
    if due_on < local_date(at):
        why = str(queries.words.DAY_HAS_PASSED)
    if why:
        raise LoanRefused(reason=why)
    loan.decided_by_name, loan.due_on = actor.name, due_on
    if not loan.on_paper:
        loan.until, loan.lent_at = queries.end_of(due_on), at
    _set(loan, LoanState.GRANTED if loan.on_paper else LoanState.OUT, at=at)
    decided = LoanDecided(
        loan_id=loan.id, file_id=file.id, granted=True, due_on=due_on, until=loan.until
    )
    house.publish(decided, by=actor, at=at, unit_id=file.unit_id)
    if not loan.on_paper:
        begun = LoanBegun(loan_id=loan.id, file_id=file.id)
        house.publish(begun, by=actor, at=at, unit_id=file.unit_id)


@transaction.atomic
def refuse_loan(*, actor: Actor, loan_id: UUID, reason: str, at: datetime) -> None:
    """Refuse a loan, with the reason.

    Raises:
        NotFound, WrongState, NotPermitted: It is no loan that the actor decides.
        NoReasonGiven: There is no reason.

    Publishes:
        LoanDecided
    """
    loan = _lock(actor, loan_id, LoanState.ASKED, LoanState.GRANTED)
    loan.reason, loan.decided_by_name = require_reason(reason), actor.name
    _set(loan, LoanState.REFUSED, at=at)
    decided = LoanDecided(loan_id=loan.id, file_id=loan.file_id, granted=False, reason=loan.reason)
    house.publish(decided, by=actor, at=at, unit_id=loan.file.unit_id)


@transaction.atomic
def hand_out(*, actor: Actor, loan_id: UUID, at: datetime) -> None:
    """Hand the paper of a file out.

    Raises:
        NotFound, WrongState, NotPermitted: It is no granted loan of the actor's archive.

    Publishes:
        LoanBegun
    """
    loan = _lock(actor, loan_id, LoanState.GRANTED)
    loan.lent_at = at
    _set(loan, LoanState.OUT, at=at)
    begun = LoanBegun(loan_id=loan.id, file_id=loan.file_id)
    house.publish(begun, by=actor, at=at, unit_id=loan.file.unit_id)


@transaction.atomic
def give_back(
    *, actor: Actor, loan_id: UUID, complete: bool = True, note: str = "", at: datetime
) -> None:
    """End a loan: the paper is back, or the time of the view has passed.

    Args:
        complete: Whether every sheet is there; if not, ``note`` says what is missing.

    Raises:
        NotFound, WrongState, NotPermitted: It is no loan that is out.
        NoReasonGiven: Something is missing and nothing says what.

    Publishes:
        LoanEnded
    """
    loan = _lock(actor, loan_id, LoanState.OUT)
    loan.note = note.strip() if complete else require_reason(note)
    loan.returned_at = at
    loan.until = min(loan.until, at) if loan.until else None
    _set(loan, LoanState.RETURNED, at=at)
    ended = LoanEnded(loan_id=loan.id, file_id=loan.file_id, complete=complete, note=loan.note)
    house.publish(ended, by=actor, at=at, unit_id=loan.file.unit_id)


@transaction.atomic
def remind_borrower(*, actor: Actor, loan_id: UUID, at: datetime) -> None:  # noqa: ARG001 - as every use case
    """Ask for paper that is out past its day; once a day."""
    today = local_date(at)
    rows = Loan.objects.select_for_update(of=("self",)).select_related("file")
    loan = rows.filter(id=loan_id, state=LoanState.OUT, due_on__lt=today).first()
    if loan is None or loan.reminded_on == today or loan.due_on is None:
        return
    loan.reminded_on = today
    loan.save(update_fields=["reminded_on"])
    with override(_LANGUAGE):
        subject = _("Please bring a borrowed file back")
    notifications.send(
        key=f"archive.past_due:{loan.id}:{today}",
        to_account_id=loan.asked_by,
        subject=subject,
        body=f"{loan.file.code} ({loan.file.year}) {loan.file.title}, {loan.due_on:%d/%m/%Y}",
        link="/workspace/archive/loans/",
        at=at,
    )
