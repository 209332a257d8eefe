"""Copies of documents: numbered in their own series, certified by the organisation."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation import retries
from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.numbering import api as numbering
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries, rules
from ..errors import BackDated, NoReasonGiven, NoRegister, NotElectronic, SecretRefused
from ..events import CopyIssued
from ..models import Copy, Document, Register
from ..types import OUT, CopyForm, Medium
from .common import lock
from .issuing import book_of


@transaction.atomic
def make_copy(
    *,
    actor: Actor,
    document_id: UUID,
    form: CopyForm,
    extract: str = "",
    receivers: str = "",
    at: datetime,
) -> str:
    """Number a copy of an issued document; a job draws it and certifies it.

    All three forms share one series. Of a digital original only an extract is made as a file: the
    signed file itself is the original.

    Args:
        extract: The part that is copied, for an extract.
        receivers: Who gets it, one a line.

    Returns:
        Number and symbol of the copy.

    Raises:
        DocumentNotFound, WrongState: It is not out.
        NotPermitted: The actor does not keep the registers there.
        NotElectronic: A digital original is not copied as a file.
        NoReasonGiven: The extract is empty.
        SecretRefused: The extract bears a mark of secrecy.
        NoRegister, BackDated: It cannot be numbered.

    Law:
        ND 30/2020, art. 25-27, annex I
    """
    document = lock(actor, document_id, *OUT)
    permissions.ISSUE.require(actor, unit_id=document.unit_id)
    of_copy = _source(document, form)
    if form == CopyForm.EXTRACT and not extract.strip():
        raise NoReasonGiven
    if mark := rules.mark_of_secrecy(extract):
        raise SecretRefused(mark=mark)
    on = local_date(at)
    unit = organisation.get_unit(document.unit_id)
    head = queries.find_letterhead(unit=unit, on=on)
    name, abbreviation = queries.copy_words(form)
    register = _register(unit.id, at=at)
    number = numbering.take(book=book_of(register), period=str(on.year), at=at)
    before = Copy.objects.filter(register=register, year=on.year, number=number - 1).first()
    if before is not None and before.dated > on:
        raise BackDated(last=f"{before.dated:%d/%m/%Y}")
    copy = Copy.objects.create(
        unit_id=unit.id,
        document=document,
        of_copy=of_copy,
        source_file_id=document.file_id,
        form=form,
        title=f"{name} {document.number_symbol}",
        extract=extract.strip(),
        receivers=receivers.strip(),
        register=register,
        year=on.year,
        number=number,
        number_symbol=f"{rules.number_text(number)}/{abbreviation}-{head.symbol}",
        dated=on,
        made_at=at,
        made_by_name=actor.name,
        retry_at=at,
    )
    return copy.number_symbol


def _source(document: Document, form: CopyForm) -> Copy | None:
    """Return the copy of which a copy is made, if it is one of a copy."""
    if form == CopyForm.EXTRACT:
        return None
    if document.medium == Medium.DIGITAL or document.file_id is None:
        raise NotElectronic
    if form == CopyForm.FULL:
        return None
    first = document.copies_made.filter(form=CopyForm.FULL).exclude(file_id=None).first()
    if first is None:
        raise NotElectronic
    return first


def _register(unit_id: UUID, *, at: datetime) -> Register:
    on = local_date(at)
    try:
        return queries.find_register(unit_id=unit_id, kind="", on=on, for_copies=True)
    except NoRegister:
        register, _new = Register.objects.get_or_create(
            id=uuid5(unit_id, "outgoing.copies"),
            defaults={
                "unit_id": unit_id,
                "title": "Sổ đăng ký bản sao văn bản",
                "for_copies": True,
                "valid_from": on.replace(month=1, day=1),
            },
        )
        return register


@transaction.atomic
def record_copy(*, actor: Actor, copy_id: UUID, file_id: UUID, pages: int, at: datetime) -> None:
    """Take in a certified copy; a second call changes nothing.

    Publishes:
        CopyIssued

    Law:
        ND 30/2020, art. 25-27
    """
    copy = Copy.objects.select_for_update().get(id=copy_id)
    if copy.file_id is not None:
        return
    copy.file_id, copy.pages, copy.retry_at, copy.error = file_id, pages, None, ""
    copy.save(update_fields=["file_id", "pages", "retry_at", "error"])
    issued = CopyIssued(
        copy_id=copy.id,
        document_id=copy.document_id,
        form=copy.form,
        number_symbol=copy.number_symbol,
    )
    house.publish(issued, by=actor, at=at, unit_id=copy.unit_id)


@transaction.atomic
def note_copy_failure(*, copy_id: UUID, error: str, at: datetime, actor: Actor) -> timedelta:
    """Note that a copy could not be certified now; it is tried again.

    Returns:
        How long it waits.

    Law:
        ND 30/2020, art. 25
    """
    del actor
    copy = Copy.objects.select_for_update().get(id=copy_id)
    copy.attempts += 1
    copy.error, copy.retry_at = error[:2000], retries.next_try(copy.attempts, at=at)
    copy.save(update_fields=["attempts", "error", "retry_at"])
    return copy.retry_at - at
