"""Asking about hand-overs, loans, destructions, stores and packages."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotFound

from .. import permissions, rules
from ..models import (
    Destruction,
    DestructionLine,
    File,
    Loan,
    Package,
    Place,
    Transfer,
    TransferLine,
)
from ..types import (
    DESTRUCTION_OPEN,
    KEPT_HERE,
    LOAN_BINDS,
    LOAN_OPEN,
    FileState,
    LoanState,
    PlaceKind,
    Target,
    TransferState,
)
from .terms import term


def _kept_by(actor: Actor) -> frozenset[UUID]:
    return permissions.KEEP.units(actor)


def _on_a_transfer() -> Exists:
    states = [TransferState.DRAFT, TransferState.OFFERED]
    return Exists(TransferLine.objects.filter(file=OuterRef("pk"), transfer__state__in=states))


def _doomed() -> Exists:
    return Exists(
        DestructionLine.objects.filter(file=OuterRef("pk"), destruction__state__in=DESTRUCTION_OPEN)
    )


def list_due(*, actor: Actor, target: Target, today: date) -> QuerySet[File]:
    """List the files that are to be handed over within a month, the longest due first.

    Law:
        ND 30/2020, art. 30, annex VI; L 33/2024
    """
    until = today + timedelta(days=term("remind_days", "days"))
    rows = File.objects.visible_to(actor).select_related("keeper_unit")
    if target is Target.CURRENT:
        rows = rows.filter(state=FileState.CLOSED, current_due_on__lte=until)
        rows = rows.order_by("current_due_on", "year", "code", "id")
    else:
        rows = rows.filter(state=FileState.CURRENT, historical_due_on__lte=until)
        rows = rows.order_by("historical_due_on", "year", "code", "id")
    return rows.exclude(_on_a_transfer()).exclude(_doomed())


def list_transfers(*, actor: Actor) -> QuerySet[Transfer]:
    """List the hand-overs that the actor gives or receives, newest first."""
    rows = Transfer.objects.filter(
        Q(from_unit_id__in=permissions.FILE.units(actor)) | Q(unit_id__in=_kept_by(actor))
    )
    counted = rows.select_related("from_unit").annotate(files=Count("lines"))
    return counted.order_by("-made_at", "-id")


def get_transfer(*, actor: Actor, transfer_id: UUID) -> Transfer:
    """Return a hand-over that the actor may see.

    Raises:
        NotFound: There is none.
    """
    transfer = list_transfers(actor=actor).filter(id=transfer_id).first()
    if transfer is None:
        raise NotFound
    return transfer


def lines_with_files(transfer: Transfer) -> list[TransferLine]:
    """Return the lines of a hand-over in their order."""
    rows = transfer.lines.select_related("file", "file__keeper_unit", "file__place")
    return list(rows.order_by("position", "id"))


def list_loans(*, actor: Actor) -> QuerySet[Loan]:
    """List the open loans that the actor decides about, what waits longest first."""
    rows = Loan.objects.filter(file__unit_id__in=_kept_by(actor), state__in=LOAN_OPEN)
    return rows.select_related("file", "asked_unit").order_by("state", "asked_at", "id")


def list_own_loans(*, actor: Actor) -> QuerySet[Loan]:
    """List what the actor asked for, newest first."""
    rows = Loan.objects.none()
    if actor.account_id is not None:
        rows = Loan.objects.filter(asked_by=actor.account_id)
    return rows.select_related("file").order_by("-asked_at", "-id")


def list_past_due(*, today: date) -> list[Loan]:
    """List the papers that are out past their day and whose borrower was not told today."""
    rows = Loan.objects.filter(state=LoanState.OUT, on_paper=True, due_on__lt=today)
    rows = rows.exclude(reminded_on=today)
    return list(rows.select_related("file").order_by("due_on", "id"))


def list_run_out_views(*, at: datetime) -> list[UUID]:
    """List the loans of electronic files whose time has passed."""
    rows = Loan.objects.filter(state=LoanState.OUT, on_paper=False, until__lte=at)
    return list(rows.values_list("id", flat=True))


def list_run_out(*, actor: Actor, today: date) -> QuerySet[File]:
    """List the files that may be proposed for destruction: run out, free, on no list.

    Law:
        L 33/2024
    """
    lent = Loan.objects.filter(file=OuterRef("pk"), state__in=LOAN_BINDS)
    rows = File.objects.visible_to(actor).filter(
        unit_id__in=_kept_by(actor), state__in=KEPT_HERE, expires_on__lt=today, held=False
    )
    rows = rows.exclude(Exists(lent)).exclude(_doomed()).exclude(_on_a_transfer())
    return rows.select_related("keeper_unit").order_by("expires_on", "year", "code", "id")


def list_destructions(*, actor: Actor) -> QuerySet[Destruction]:
    """List the destructions that the actor keeps or decides, newest first."""
    units = _kept_by(actor) | permissions.DECIDE.units(actor)
    rows = Destruction.objects.filter(unit_id__in=units).annotate(files=Count("lines"))
    return rows.order_by("-made_at", "-id")


def get_destruction(*, actor: Actor, destruction_id: UUID) -> Destruction:
    """Return a destruction that the actor keeps or decides.

    Raises:
        NotFound: There is none.
    """
    found = list_destructions(actor=actor).filter(id=destruction_id).first()
    if found is None:
        raise NotFound
    return found


def doomed_lines(destruction: Destruction) -> list[DestructionLine]:
    """Return the lines of a destruction in their order."""
    rows = destruction.lines.select_related("file", "file__keeper_unit")
    return list(rows.order_by("position", "id"))


def why_not_destroy(file: File, *, lent: bool, today: date) -> str:
    """Return the code of what keeps a file from being destroyed, or nothing."""
    return rules.why_not_destroy(
        state=file.state,
        years=file.years,
        expires_on=file.expires_on,
        held=file.held,
        lent=lent,
        today=today,
    )


def lent_among(file_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return which of these files somebody has or is to have."""
    rows = Loan.objects.filter(file_id__in=list(file_ids), state__in=LOAN_BINDS)
    return frozenset(rows.values_list("file_id", flat=True))


def list_places(*, actor: Actor) -> list[Any]:
    """List the stores, shelves and boxes that the actor keeps, each below what it stands in.

    With ``lying``, how many files lie there, and ``is_empty``.
    """
    rows = Place.objects.filter(unit_id__in=_kept_by(actor)).annotate(lying=Count("files"))
    by_above: dict[UUID | None, list[Any]] = {}
    for row in rows.order_by("name", "id"):
        by_above.setdefault(row.above_id, []).append(row)
    found: list[Any] = []

    def walk(above_id: UUID | None) -> None:
        for each in by_above.get(above_id, []):
            each.is_empty = not each.lying and each.id not in by_above
            found.append(each)
            walk(each.id)

    walk(None)
    return found


def path_of(place: Place | None) -> str:
    """Return where a place is, from the store on: “Kho A, Giá 1, Hộp 12”."""
    names: list[str] = []
    while place is not None:
        names.append(place.name)
        place = place.above
    return ", ".join(reversed(names))


def boxes(*, actor: Actor, unit_id: UUID) -> list[Place]:
    """Return the boxes of an archive that the actor keeps."""
    if unit_id not in _kept_by(actor):
        return []
    rows = Place.objects.filter(unit_id=unit_id, kind=PlaceKind.BOX)
    return list(rows.select_related("above__above").order_by("above__above__name", "name", "id"))


def list_packages(*, actor: Actor) -> QuerySet[Package]:
    """List the packages that the actor keeps: damaged ones first, then what was checked last."""
    rows = Package.objects.filter(file__unit_id__in=_kept_by(actor), removed_at=None)
    counted = rows.select_related("file").annotate(amount=Count("files"))
    return counted.order_by("is_sound", "checked_at", "id")


def get_place(*, actor: Actor, place_id: UUID) -> Place:
    """Return a store, shelf or box that the actor keeps.

    Raises:
        NotFound: There is none.
    """
    rows = Place.objects.filter(unit_id__in=_kept_by(actor)).select_related("above__above", "unit")
    place = rows.filter(id=place_id).first()
    if place is None:
        raise NotFound
    return place


def counts(*, actor: Actor, today: date) -> Mapping[str, int]:
    """Return how much waits in each part of the archive, for its front page."""
    kept = _kept_by(actor)
    due = list_due(actor=actor, target=Target.CURRENT, today=today).count()
    due += list_due(actor=actor, target=Target.HISTORICAL, today=today).count()
    asked = Loan.objects.filter(file__unit_id__in=kept, state__in=LOAN_OPEN).count()
    broken = Package.objects.filter(file__unit_id__in=kept, is_sound=False, removed_at=None)
    return {"due": due, "loans": asked, "broken": broken.count()}
