"""Mandates: those one gave, those one holds."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.forms import api as forms
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.procedures import api as procedures

from ..errors import MandateNotFound
from ..models import Mandate
from ..types import ALIVE

NOBODY = UUID(int=0)


def list_given(*, actor: Actor) -> QuerySet[Mandate]:
    """List the mandates that a person gave, or that others claim to hold of him, newest first."""
    return Mandate.objects.filter(principal_id=actor.person_id or NOBODY).order_by(
        "-created_at", "-id"
    )


def list_held(*, actor: Actor) -> QuerySet[Mandate]:
    """List the mandates under which a person acts for others, the newest first."""
    held = Mandate.objects.filter(representative_id=actor.person_id or NOBODY)
    return held.order_by("-created_at", "-id")


def get_mandate(*, actor: Actor, mandate_id: UUID) -> Mandate:
    """Return a mandate in which a citizen stands, or under which an official sees a dossier.

    Raises:
        MandateNotFound: There is none of that id that the actor may see.
    """
    found = Mandate.objects.filter(id=mandate_id).first()
    if found is None:
        raise MandateNotFound
    stands = {found.principal_id, found.representative_id} - {None}
    if not actor.is_official and actor.person_id in stands:
        return found
    if actor.is_official and dossiers.sees_under_mandate(actor=actor, mandate_id=mandate_id):
        return found
    raise MandateNotFound


def list_of_dossier(*, mandate_id: UUID | None) -> QuerySet[Mandate]:
    """List the mandate under which a dossier was sent, if under one."""
    return Mandate.objects.filter(id=mandate_id or NOBODY).order_by("id")


def list_alive(*, person_id: UUID) -> list[Mandate]:
    """Return the mandates under which a person may act or see, whatever the day; one query."""
    alive = Mandate.objects.filter(Q(representative_id=person_id), state__in=ALIVE)
    return list(alive.order_by("created_at", "id"))


def is_in_person(procedure_code: str, on: date) -> bool:
    """Tell whether the law lets nobody do this for another."""
    return forms.is_in_person(forms.form_for_procedure(procedure_code, on))


def procedures_to_choose(*, at: datetime) -> tuple[tuple[str, str], ...]:
    """Return the procedures for which a mandate may be given: code and title."""
    on = local_date(at)
    proxies = {
        code for form in forms.list_forms(on) if _in_person(form.id) for code in form.procedures
    }
    return tuple(
        (version.code, version.title)
        for version in procedures.list_procedures(on=on)
        if version.code not in proxies
    )


def _in_person(form_id: UUID) -> bool:
    return forms.is_in_person(forms.get_form_by_id(form_id))
