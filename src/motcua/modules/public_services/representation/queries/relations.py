"""What dossiers ask of this module: who else sees, acts, and has a part."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import LOCAL_ZONE, local_date
from motcua.kernel.forms import api as forms
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.dossiers import api as dossiers

from .. import rules
from ..errors import InPersonOnly, MandateNotFound, MandateOver, MandateTooNarrow
from ..models import Invitation, Mandate
from ..types import LIVE, InvitationState, MandateState, Scope
from .invitations import shared_answers
from .mandates import is_in_person, list_alive


def _grant(mandate: Mandate) -> dossiers.Grant | None:
    """Return what a confirmed mandate lets its holder see of the person's dossiers."""
    if mandate.state != MandateState.ACTIVE or mandate.principal_id is None:
        return None
    code, scope = mandate.scope_code, mandate.scope
    return dossiers.Grant(
        person_id=mandate.principal_id,
        since=datetime.combine(mandate.valid_from, time.min, LOCAL_ZONE),
        dossier_code=code if scope == Scope.DOSSIER else "",
        procedure_code=code if scope == Scope.PROCEDURE else "",
        field=code if scope == Scope.FIELD else "",
    )


def _reaches(grant: dossiers.Grant | None, dossier: dossiers.DossierRef) -> bool:
    if grant is None or grant.person_id != dossier.person_id:
        return False
    if grant.dossier_code:
        return grant.dossier_code == dossier.code
    return (
        dossier.submitted_at >= grant.since
        and grant.procedure_code in {"", dossier.procedure_code}
        and grant.field in {"", dossier.field}
    )


def _standing(mandate: Mandate) -> dossiers.Standing:
    assert mandate.representative_id is not None  # noqa: S101 - he acts
    return dossiers.Standing(
        mandate_id=mandate.id,
        person_id=mandate.principal_id or mandate.representative_id,
        person_name=mandate.principal_name,
        representative_id=mandate.representative_id,
        representative_name=mandate.representative_name,
        is_confirmed=mandate.state == MandateState.ACTIVE,
    )


class OthersInDossiers(dossiers.Relations):
    """Representatives and co-applicants."""

    def seen_by(self, person_id: UUID) -> dossiers.Seen:
        alive = list_alive(person_id=person_id)
        drafts = Invitation.objects.filter(person_id=person_id, state=InvitationState.CONFIRMED)
        return dossiers.Seen(
            draft_ids=frozenset(drafts.values_list("draft_id", flat=True)),
            mandate_ids=frozenset(mandate.id for mandate in alive),
            grants=tuple(grant for mandate in alive if (grant := _grant(mandate))),
        )

    def may_act(self, *, person_id: UUID, dossier: dossiers.DossierRef, at: datetime) -> bool:
        taking_part = Invitation.objects.filter(
            draft_id=dossier.draft_id, person_id=person_id, state=InvitationState.CONFIRMED
        )
        return taking_part.exists() or any(
            mandate.holds(local_date(at))
            and (mandate.id == dossier.mandate_id or _reaches(_grant(mandate), dossier))
            for mandate in list_alive(person_id=person_id)
        )

    def standing(
        self, *, actor: Actor, mandate_id: UUID, procedure_code: str, field: str, at: datetime
    ) -> dossiers.Standing:
        mandate = Mandate.objects.filter(id=mandate_id).first()
        if mandate is None or actor.is_official or mandate.representative_id is None:
            raise MandateNotFound
        if mandate.representative_id != actor.person_id:
            raise MandateNotFound
        if not mandate.holds(local_date(at)):
            raise MandateOver(state=str(MandateState(mandate.state).label))
        if not mandate.covers(procedure_code=procedure_code, field=field):
            raise MandateTooNarrow(scope=mandate.scope_title or str(Scope(mandate.scope).label))
        if is_in_person(procedure_code, local_date(at)):
            raise InPersonOnly
        return _standing(mandate)

    def principals(
        self, *, actor: Actor, procedure_code: str, field: str, at: datetime
    ) -> Sequence[dossiers.Standing]:
        if actor.person_id is None or actor.is_official:
            return ()
        held = [
            mandate
            for mandate in list_alive(person_id=actor.person_id)
            if mandate.holds(local_date(at))
            and mandate.covers(procedure_code=procedure_code, field=field)
        ]
        if not held or is_in_person(procedure_code, local_date(at)):
            return ()
        return tuple(_standing(mandate) for mandate in held)

    def parts(
        self,
        *,
        draft_id: UUID,
        person_id: UUID,
        form: forms.Form,
        data: Mapping[str, Any],
        at: datetime,
    ) -> Sequence[dossiers.PartOfAnother]:
        if not forms.parts(form):
            return ()
        own = forms.own_part(form, identity.vneid_prefill(person_id))
        rows = Invitation.objects.filter(draft_id=draft_id).order_by("created_at", "id")
        if connection.in_atomic_block:
            rows = rows.select_for_update()
        latest = {row.part: row for row in rows}
        return tuple(
            _part(
                draft_id=draft_id,
                form=form,
                part=part,
                row=latest.get(part.key),
                data=data,
                at=at,
            )
            for part in forms.parts(form)
            if part != own
        )

    def hidden_parts(
        self, *, dossier: dossiers.DossierRef, form: forms.Form, person_id: UUID
    ) -> frozenset[str]:
        taken = Invitation.objects.filter(
            draft_id=dossier.draft_id, state=InvitationState.CONFIRMED
        )
        return frozenset(
            part if person_id != co_applicant else own
            for part, co_applicant, own in (
                (row.part, row.person_id, _other_key(form, row.part)) for row in taken
            )
        )

    def errands(self, *, person_id: UUID) -> Sequence[dossiers.Errand]:
        waiting = Invitation.objects.filter(
            person_id=person_id,
            state__in=[InvitationState.TAKEN, InvitationState.CONFIRMED],
            dossier_code="",
        ).order_by("-created_at", "-id")
        return tuple(
            dossiers.Errand(
                title=row.procedure_title,
                text=_("together with %(name)s") % {"name": row.inviter_name},
                href=reverse("representation:part_check", args=[row.id])
                if row.state == InvitationState.CONFIRMED
                else reverse("representation:part", args=[row.id]),
                label=str(InvitationState(row.state).label),
            )
            for row in waiting
        )

    def parties(self, *, dossier: dossiers.DossierRef) -> Sequence[dossiers.Party]:
        found = [
            dossiers.Party(role=_("Applies together"), name=name)
            for row in Invitation.objects.filter(
                draft_id=dossier.draft_id, state=InvitationState.CONFIRMED
            ).order_by("created_at", "id")
            for name in (row.inviter_name, row.person_name)
        ]
        if dossier.mandate_id is None:
            return found
        for mandate in Mandate.objects.filter(id=dossier.mandate_id):
            found.append(dossiers.Party(role=_("On behalf of"), name=mandate.principal_name))
            found.append(
                dossiers.Party(
                    role=_("Acts for him"),
                    name=mandate.representative_name,
                    note=str(MandateState(mandate.state).label),
                    href=reverse("representation:mandate", args=[mandate.id]),
                    link_text=_("See the mandate"),
                )
            )
        return found


def _other_key(form: forms.Form, part: str) -> str:
    return next((each.key for each in forms.parts(form) if each.key != part), "")


def _part(
    *,
    draft_id: UUID,
    form: forms.Form,
    part: forms.Part,
    row: Invitation | None,
    data: Mapping[str, Any],
    at: datetime,
) -> dossiers.PartOfAnother:
    words = {"part": part.title}
    state, fault = _("not invited yet"), _("Invite: %(part)s.") % words
    if row is not None and row.state != InvitationState.CANCELLED:
        state, fault = _how_far(row, agreed=is_agreed(row, form, data), words=words, at=at)
    return dossiers.PartOfAnother(
        key=part.key,
        title=part.title,
        href=reverse("representation:invite", args=[draft_id, part.key]),
        state=state,
        tone="waiting" if fault else "good",
        name=row.person_name if row is not None and row.state in LIVE else "",
        answers=row.data if row is not None and not fault else {},
        faults=(Fault(part.key, fault),) if fault else (),
    )


def _how_far(
    row: Invitation, *, agreed: bool, words: Mapping[str, str], at: datetime
) -> tuple[str, str]:
    """Return how far the other is, and what is still to be done, empty if nothing."""
    state = str(InvitationState(row.state).label)
    if row.state == InvitationState.CONFIRMED:
        if agreed:
            return state, ""
        fault = _("Answers were changed; %(part)s has to confirm again.") % words
        return _("Has to confirm again"), fault
    if row.state == InvitationState.DECLINED:
        return state, _("%(part)s declined. Invite again, or throw the draft away.") % words
    if row.state == InvitationState.OPEN and row.expires_at <= at:
        return _("The invitation has run out"), _("Invite again: %(part)s.") % words
    return state, _("%(part)s has not confirmed yet.") % words


def is_agreed(row: Invitation, form: forms.Form, data: Mapping[str, Any]) -> bool:
    """Tell whether what a co-applicant agreed to is still what the draft says."""
    return row.agreed == rules.digest_of(shared_answers(form, row.part, data))


class MandatePanel(dossiers.CasePanel):
    """Shows officials under which mandate a dossier was sent, and who applies together."""

    def panels(
        self,
        *,
        actor: Actor,  # noqa: ARG002 - he may see the dossier
        submission_id: UUID,  # noqa: ARG002 - the code says which
        code: str,
        at: datetime,
    ) -> Iterable[dossiers.Panel]:
        outcome = dossiers.outcomes(codes=[code]).get(code)
        if outcome is None or outcome.draft_id is None:
            return
        for mandate in Mandate.objects.filter(id=outcome.mandate_id) if outcome.mandate_id else ():
            holds, unchecked = (
                mandate.holds(local_date(at)),
                mandate.state == MandateState.UNCHECKED,
            )
            yield dossiers.Panel(
                anchor="mandate",
                title=_("Sent by a representative"),
                template="representation/panel.html",
                context={
                    "mandate": mandate,
                    "holds": holds,
                    "unchecked": unchecked,
                    "kind": "info" if holds and not unchecked else "warn",
                    "href": reverse("representation:check", args=[mandate.id]),
                },
                place="top",
                order=20,
            )
        together = list(
            Invitation.objects.filter(
                draft_id=outcome.draft_id, state=InvitationState.CONFIRMED
            ).order_by("created_at", "id")
        )
        if together:
            yield dossiers.Panel(
                anchor="together",
                title=_("Apply together"),
                template="representation/together_panel.html",
                context={"parts": together},
                place="aside",
                order=30,
            )
