"""Every way to change the register of births."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.text import fold
from motcua.foundation.time import local_date
from motcua.kernel.identity import api as identity
from motcua.kernel.numbering import api as numbering
from motcua.modules.public_services.dossiers import api as dossiers

from .. import permissions, rules
from ..errors import AlreadyRegistered, BornAfterRegistration, NoSuchEntry
from ..events import BirthRegistered, EntryAnnotated
from ..models import BirthEntry, EntryAnnotation
from ..types import BirthFacts, EntryInfo


@transaction.atomic
def register_birth(
    *,
    actor: Actor,
    unit_id: UUID,
    unit_code: str,
    dossier_code: str,
    facts: BirthFacts,
    officer: str,
    signer_title: str,
    at: datetime,
) -> EntryInfo:
    """Enter a birth into the unit's register; the entry is never altered afterwards.

    The number is taken in this transaction, so the book has neither gaps nor twins. A second
    call for the same dossier and the same facts returns the entry that stands.

    Args:
        officer: Name of the official who prepared the entry.
        signer_title: Title of the leader's post; the leader is ``actor``.

    Returns:
        The entry with its number, book and page.

    Raises:
        NotPermitted: The actor may not approve entries at this unit.
        BornAfterRegistration: The day of birth lies ahead.
        AlreadyRegistered: The dossier has an entry with other facts.

    Publishes:
        BirthRegistered

    Law:
        L 60/2014, articles 14-16; TT 04/2020
    """
    permissions.REGISTER.require(actor, unit_id=unit_id)
    registered_on = local_date(at)
    plain = {**asdict(facts), "born_on": facts.born_on.isoformat(), "gender": facts.gender.value}
    if standing := BirthEntry.objects.filter(dossier_code=dossier_code).first():
        if standing.facts == plain:
            return standing.to_info()
        raise AlreadyRegistered(number=standing.place.shown)
    if facts.born_on > registered_on:
        raise BornAfterRegistration
    year = registered_on.year
    number = numbering.take(book=f"births:{unit_code}", period=str(year), at=at)
    place = rules.place_of(number=number, year=year)
    entry = BirthEntry.objects.create(
        unit_id=unit_id,
        year=year,
        number=number,
        volume=place.volume,
        page=place.page,
        kind=rules.registration_kind(born_on=facts.born_on, registered_on=registered_on),
        registered_on=registered_on,
        registered_at=at,
        dossier_code=dossier_code,
        child_name=facts.full_name,
        child_folded=fold(facts.full_name),
        born_on=facts.born_on,
        facts=plain,
        officer=officer,
        signer=actor.name,
        signer_title=signer_title,
    )
    registered = BirthRegistered(
        entry_id=entry.id,
        dossier_code=dossier_code,
        number=number,
        year=year,
        registered_on=registered_on,
    )
    house.publish(registered, by=actor, at=at, unit_id=unit_id)
    return entry.to_info()


@transaction.atomic
def annotate_entry(*, actor: Actor, entry_id: UUID, content: str, basis: str, at: datetime) -> UUID:
    """Write a note beside an entry, such as a later change of name.

    Args:
        basis: The paper that orders it: kind, number, day.

    Returns:
        The id of the note.

    Raises:
        NoSuchEntry: There is none, or the actor may not see it.
        NotPermitted: The actor may not write notes at that unit.

    Publishes:
        EntryAnnotated

    Law:
        L 60/2014; ND 123/2015
    """
    entry = BirthEntry.objects.select_for_update().filter(id=entry_id).first()
    if entry is None or not permissions.VIEW.held_by(actor, unit_id=entry.unit_id):
        raise NoSuchEntry
    permissions.ANNOTATE.require(actor, unit_id=entry.unit_id)
    note = EntryAnnotation.objects.create(
        entry=entry, content=content, basis=basis, noted_at=at, noted_by=actor.name
    )
    annotated = EntryAnnotated(entry_id=entry.id, annotation_id=note.id, basis=basis)
    house.publish(annotated, by=actor, at=at, unit_id=entry.unit_id)
    return note.id


@transaction.atomic
def record_look(*, actor: Actor, entry_id: UUID, at: datetime) -> None:
    """Record that an official read an entry, for the person who declared it.

    Raises:
        NoSuchEntry: There is none, or the actor may not read it.

    Law:
        L 91/2025; ND 356/2025
    """
    entry = BirthEntry.objects.visible_to(actor).filter(id=entry_id).first()
    if entry is None:
        raise NoSuchEntry
    outcome = dossiers.outcomes(codes=[entry.dossier_code]).get(entry.dossier_code)
    if outcome is not None:
        identity.record_access(
            actor=actor,
            person_id=outcome.person_id,
            purpose=_("Reading the register of births"),
            subject_code=entry.place.shown,
            unit_id=entry.unit_id,
            at=at,
        )
