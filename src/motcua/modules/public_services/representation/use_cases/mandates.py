"""Mandates: given by the person himself, claimed with a paper, checked, ended."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.errors import Fault
from motcua.foundation.text import fold
from motcua.foundation.time import local_date
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.procedures import api as procedures

from .. import queries
from ..errors import (
    InPersonOnly,
    MandateInvalid,
    MandateNotFound,
    MandateOver,
    NotForThisPerson,
    ReasonMissing,
)
from ..events import (
    MandateClaimed,
    MandateConfirmed,
    MandateEnded,
    MandateGiven,
    MandateRefused,
)
from ..models import Mandate
from ..types import ALIVE, Basis, Kind, MandateState, Reach, Scope


def _person_of(actor: Actor) -> identity.PersonInfo:
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        raise NotForThisPerson
    return identity.get_person(actor.person_id)


def _same_name(one: str, other: str) -> bool:
    return fold(one).split() == fold(other).split()


def _reach_faults(reach: Reach, at: datetime) -> list[Fault]:
    faults, today = [], local_date(at)
    if reach.scope is not Scope.ALL and not reach.code:
        faults.append(Fault("scope_code", _("Say for what the mandate holds.")))
    if reach.valid_to is not None and reach.valid_to <= max(reach.valid_from, today):
        faults.append(Fault("valid_to", _("The last day lies before the first, or in the past.")))
    return faults


def _title_of(reach: Reach, *, person_id: UUID | None, at: datetime) -> str:
    """Return what a mandate reaches, in words.

    Raises:
        InPersonOnly: The law lets nobody do this for another.
        NoSuchProcedure: Nothing of that code is in force.
        MandateInvalid: The dossier is not the person's.
    """
    if reach.scope is Scope.PROCEDURE:
        version = procedures.get_version(reach.code, local_date(at))
        if version.code not in {code for code, _title in queries.procedures_to_choose(at=at)}:
            raise InPersonOnly
        return version.title
    if reach.scope is Scope.DOSSIER:
        outcome = dossiers.outcomes(codes=[reach.code]).get(reach.code)
        if outcome is None or outcome.person_id != person_id:
            fault = _("No dossier of the person has that code.")
            raise MandateInvalid(faults=(Fault("scope_code", fault),))
        return f"{outcome.procedure_title} ({outcome.code})"
    return reach.code if reach.scope is Scope.FIELD else str(Scope.ALL.label)


@transaction.atomic
def give_mandate(
    *,
    actor: Actor,
    representative_number: str,
    representative_name: str,
    reach: Reach,
    at: datetime,
    faults: Sequence[Fault] = (),
) -> UUID:
    """Let another person act for oneself; it holds at once, for one has signed in.

    Nothing tells whether the number is somebody's: who is not known by number and name is bound
    when he first signs in.

    Args:
        faults: What could not be read; told together with the rest.

    Raises:
        NotForThisPerson: Only a citizen gives a mandate.
        MandateInvalid: All that is missing or wrong.
        InPersonOnly: The law lets nobody do this for another.

    Publishes:
        MandateGiven

    Law:
        L 91/2015, articles 138, 562; TT 04/2020, article 2
    """
    principal = _person_of(actor)
    number = "".join(representative_number.split())
    found = [*faults, *_reach_faults(reach, at)]
    if not identity.is_personal_number(number) or number == principal.personal_number:
        fault = _("A personal number has twelve digits, and it is the other person's.")
        found.append(Fault("representative_number", fault))
    if not representative_name.strip():
        found.append(Fault("representative_name", _("Write the full name.")))
    if reach.scope is Scope.ALL:
        found.append(Fault("scope", _("Choose for what the mandate holds.")))
    if found:
        raise MandateInvalid(faults=tuple(found))
    title = _title_of(reach, person_id=principal.id, at=at)
    known = identity.find_person(number)
    bound = known is not None and _same_name(known.full_name, representative_name)
    mandate = Mandate.objects.create(
        principal_id=principal.id,
        principal_name=principal.full_name,
        representative_id=known.id if known and bound else None,
        representative_name=" ".join(representative_name.split()),
        representative_number=number,
        scope=reach.scope,
        scope_code=reach.code,
        scope_title=title,
        valid_from=reach.valid_from,
        valid_to=reach.valid_to,
        state=MandateState.ACTIVE,
        basis=Basis.SIGN_IN,
        created_at=at,
    )
    given = MandateGiven(
        mandate_id=mandate.id,
        principal_id=principal.id,
        representative_id=mandate.representative_id,
        scope=mandate.scope,
        scope_code=mandate.scope_code,
    )
    house.publish(given, by=actor, at=at)
    return mandate.id


@transaction.atomic
def claim_mandate(
    *,
    actor: Actor,
    kind: Kind,
    principal_number: str = "",
    principal_name: str = "",
    tax_code: str = "",
    reach: Reach,
    file_id: UUID | None,
    at: datetime,
    faults: Sequence[Fault] = (),
) -> UUID:
    """Hand in the paper by which one acts for another; reception checks it with the dossier.

    Until it is checked, or the person confirms it, it shows nothing of the person's data. A legal
    representative whom the register of organisations knows needs no paper.

    Raises:
        NotForThisPerson: Only a citizen represents others.
        MandateInvalid: All that is missing or wrong.
        InPersonOnly: The law lets nobody do this for another.

    Publishes:
        MandateClaimed

    Law:
        L 91/2015, articles 136, 137, 138, 562; TT 04/2020, article 2
    """
    representative = _person_of(actor)
    found = [*faults, *_reach_faults(reach, at)]
    organisation, principal = None, None
    if kind is Kind.LEGAL_REPRESENTATIVE:
        organisation = identity.find_organisation(tax_code)
        if organisation is None and not principal_name.strip():
            found.append(Fault("principal_name", _("Write the name of the organisation.")))
        if not tax_code.strip():
            found.append(Fault("tax_code", _("Write the tax code of the organisation.")))
    else:
        principal = identity.find_person("".join(principal_number.split()))
        if principal is None or not _same_name(principal.full_name, principal_name):
            principal = None
            fault = _("Number and name do not fit together, or the person is not known yet.")
            found.append(Fault("principal_number", fault))
        elif principal.id == representative.id:
            found.append(Fault("principal_number", _("This is the same person.")))
    in_register = organisation is not None and organisation.representative_id == representative.id
    if file_id is None and not in_register:
        found.append(Fault("paper", _("Photograph the paper or add a file.")))
    if found:
        raise MandateInvalid(faults=tuple(found))
    mandate = Mandate.objects.create(
        kind=kind,
        principal_id=principal.id if principal else None,
        principal_name=principal.full_name
        if principal
        else organisation.name
        if organisation
        else " ".join(principal_name.split()),
        tax_code="" if principal else tax_code.strip(),
        representative_id=representative.id,
        representative_name=representative.full_name,
        representative_number=representative.personal_number or "",
        scope=reach.scope,
        scope_code=reach.code,
        scope_title=_title_of(reach, person_id=principal.id if principal else None, at=at),
        valid_from=reach.valid_from,
        valid_to=reach.valid_to,
        state=MandateState.ACTIVE if in_register else MandateState.UNCHECKED,
        basis=Basis.REGISTER if in_register else Basis.PAPER,
        file_id=file_id,
        created_at=at,
    )
    claimed = MandateClaimed(
        mandate_id=mandate.id,
        principal_id=mandate.principal_id,
        representative_id=representative.id,
        kind=kind.value,
    )
    house.publish(claimed, by=actor, at=at)
    return mandate.id


def _lock(mandate_id: UUID) -> Mandate:
    found = Mandate.objects.select_for_update().filter(id=mandate_id).first()
    if found is None:
        raise MandateNotFound
    return found


def _require_unchecked(mandate: Mandate) -> None:
    if mandate.state != MandateState.UNCHECKED:
        raise MandateOver(state=str(MandateState(mandate.state).label))


def _confirm(mandate: Mandate, basis: Basis, *, actor: Actor, at: datetime) -> None:
    mandate.state, mandate.basis = MandateState.ACTIVE, basis
    mandate.checked_at, mandate.checked_by = at, actor.name
    mandate.save(update_fields=["state", "basis", "checked_at", "checked_by"])
    confirmed = MandateConfirmed(
        mandate_id=mandate.id, representative_id=mandate.representative_id, basis=basis.value
    )
    house.publish(confirmed, by=actor, at=at)


@transaction.atomic
def confirm_mandate(*, actor: Actor, mandate_id: UUID, at: datetime) -> None:
    """Confirm, as the person himself, that another may act for one.

    Raises:
        MandateNotFound: It is not the actor's to confirm.
        MandateOver: It was checked already, or has ended.

    Publishes:
        MandateConfirmed

    Law:
        L 91/2015, article 562
    """
    mandate = _lock(mandate_id)
    if actor.is_official or mandate.principal_id is None:
        raise MandateNotFound
    if mandate.principal_id != actor.person_id:
        raise MandateNotFound
    _require_unchecked(mandate)
    _confirm(mandate, Basis.SIGN_IN, actor=actor, at=at)


@transaction.atomic
def check_mandate(
    *, actor: Actor, mandate_id: UUID, good: bool, reason: str = "", at: datetime
) -> None:
    """Say, as reception that has a dossier under it, whether the paper of a mandate is good.

    Raises:
        NotPermitted: The actor receives no dossiers.
        MandateNotFound: He sees no dossier that was sent under it.
        MandateOver: It was checked already, or has ended.
        ReasonMissing: It is refused without a reason.

    Publishes:
        MandateConfirmed or MandateRefused

    Law:
        ND 118/2025; TT 04/2020, article 2
    """
    dossiers.RECEIVE.require(actor)
    mandate = _lock(mandate_id)
    if not dossiers.sees_under_mandate(actor=actor, mandate_id=mandate.id):
        raise MandateNotFound
    _require_unchecked(mandate)
    if good:
        _confirm(mandate, Basis.PAPER, actor=actor, at=at)
        return
    if not reason.strip():
        raise ReasonMissing
    mandate.state, mandate.end_reason = MandateState.REFUSED, reason.strip()[:2000]
    mandate.checked_at, mandate.checked_by = at, actor.name
    mandate.ended_at, mandate.ended_by = at, actor.name
    mandate.save()
    refused = MandateRefused(
        mandate_id=mandate.id,
        representative_id=mandate.representative_id,
        reason=mandate.end_reason,
    )
    house.publish(refused, by=actor, at=at)


@transaction.atomic
def end_mandate(*, actor: Actor, mandate_id: UUID, reason: str = "", at: datetime) -> None:
    """Revoke a mandate as the person, or give it up as the representative; it ends at once.

    Ending it twice is the same.

    Raises:
        MandateNotFound: The actor has no part in it.

    Publishes:
        MandateEnded

    Law:
        L 91/2015, articles 140, 569
    """
    mandate = _lock(mandate_id)
    stands = {mandate.principal_id, mandate.representative_id} - {None}
    if actor.is_official or actor.person_id not in stands:
        raise MandateNotFound
    if mandate.state not in ALIVE:
        return
    mandate.state, mandate.ended_at, mandate.ended_by = MandateState.REVOKED, at, actor.name
    mandate.end_reason = reason.strip()[:2000]
    mandate.save(update_fields=["state", "ended_at", "ended_by", "end_reason"])
    _tell_end(mandate, revoked=True, actor=actor, at=at)


def _tell_end(mandate: Mandate, *, revoked: bool, actor: Actor, at: datetime) -> None:
    ended = MandateEnded(
        mandate_id=mandate.id,
        principal_id=mandate.principal_id,
        representative_id=mandate.representative_id,
        revoked=revoked,
    )
    house.publish(ended, by=actor, at=at)


@transaction.atomic
def end_mandates_run_out(*, actor: Actor, on: date, at: datetime) -> int:
    """End the mandates whose last day is over; their holders see no more of the persons.

    Returns:
        How many ended.

    Publishes:
        MandateEnded, for each.

    Law:
        L 91/2015, article 140
    """
    over = Mandate.objects.select_for_update(skip_locked=True).filter(
        state__in=ALIVE, valid_to__lte=on
    )
    ended = list(over.order_by("id")[:500])
    for mandate in ended:
        mandate.state, mandate.ended_at, mandate.ended_by = MandateState.ENDED, at, actor.name
        mandate.save(update_fields=["state", "ended_at", "ended_by"])
        _tell_end(mandate, revoked=False, actor=actor, at=at)
    return len(ended)


@transaction.atomic
def bind_representative(*, person_id: UUID) -> None:
    """Bind a person, whom we have just come to know, to the mandates that wait for him."""
    person = identity.get_person(person_id)
    if person.personal_number is None:
        return
    for mandate in Mandate.objects.select_for_update().filter(
        representative=None, representative_number=person.personal_number, state__in=ALIVE
    ):
        if _same_name(mandate.representative_name, person.full_name):
            mandate.representative_id = person.id
            mandate.save(update_fields=["representative"])
