"""Every way to change something about delays."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, NotPermitted
from motcua.foundation.time import TimeLimit, TimeUnit, local_date
from motcua.kernel.notifications import api as notifications
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.ui import words

from . import permissions, queries, rules
from .errors import AlreadySettled, ApologyNotFound, NotReadyToSign, WordingInvalid
from .events import ApologyCompleted, ApologyDrafted, ApologyDropped, ApologySigned, DigestSent
from .models import Apology, Digest, Reminder
from .types import ApologyState, Level, Warned, Wording

LANGUAGE = "vi"  # of messages, until a person chooses another
SHOWN = 20  # lines of a digest; the page shows all


def _lock(actor: Actor, apology_id: UUID) -> Apology:
    rows = Apology.objects.visible_to(actor).select_for_update(of=("self",))
    apology = rows.filter(id=apology_id).first()
    if apology is None:
        raise ApologyNotFound
    return apology


@transaction.atomic
def draft_apology(*, actor: Actor, due: dossiers.DueDossier, at: datetime) -> UUID | None:
    """Draft an apology for a dossier that will be or is late; the holder completes it.

    A dossier that has one, drafted or signed, or that was promised anew before, gets no other.

    Returns:
        The draft, or None if there is nothing to draft.

    Publishes:
        ApologyDrafted

    Law:
        ND 61/2018, article 19; TT 03/2025, form 04
    """
    known = Apology.objects.filter(submission_id=due.submission_id)
    if due.is_reappointed or known.exclude(state=ApologyState.DROPPED).exists():
        return None
    partners = dossiers.partners_of(case_id=due.case_id, unit_id=due.unit_id, at=at)
    at_fault = next((each.name for each in partners if each.is_late), "")
    apology = Apology.objects.create(
        submission_id=due.submission_id,
        dossier_code=due.code,
        procedure_title=due.title,
        person_name=due.person_name,
        unit_id=due.unit_id,
        handling_unit_id=due.handling_unit_id,
        due_at=due.due_at,
        new_due_at=organisation.add_working_time(
            unit_id=due.unit_id,
            start=max(due.due_at, at),
            limit=TimeLimit(Decimal(settings.APOLOGY_EXTRA_DAYS), TimeUnit.WORKING_DAY),
        ),
        reason_kind="PARTNER" if at_fault else "",
        at_fault=at_fault,
        drafted_at=at,
    )
    drafted = ApologyDrafted(
        apology_id=apology.id,
        submission_id=due.submission_id,
        dossier_code=due.code,
        due_at=due.due_at,
    )
    house.publish(drafted, by=actor, at=at, unit_id=due.unit_id)
    return apology.id


def _faults(apology: Apology, wording: Wording, at: datetime) -> tuple[Fault, ...]:
    found = []
    if not rules.reason_words(wording.reason_kind, wording.reason):
        found.append(Fault("reason", _("Write the reason; the applicant reads it.")))
    if wording.due_at <= max(at, apology.due_at):
        found.append(Fault("due", _("The new date lies after the one that was promised.")))
    elif not organisation.clock(apology.unit_id).is_working_day(local_date(wording.due_at)):
        found.append(Fault("due", _("Nobody works on that day. Choose a working day.")))
    return tuple(found)


@transaction.atomic
def complete_apology(*, actor: Actor, apology_id: UUID, wording: Wording, at: datetime) -> None:
    """Write the reason, the new date and who caused it; the head may sign then.

    Raises:
        ApologyNotFound: It is not the actor's to see.
        NotPermitted: He does not handle dossiers there.
        AlreadySettled: It was signed or dropped.
        WordingInvalid: The reason is missing or the date is not possible; all of it is named.

    Publishes:
        ApologyCompleted

    Law:
        ND 61/2018, article 19
    """
    apology = _lock(actor, apology_id)
    units = (apology.unit_id, apology.handling_unit_id)
    rights = (permissions.COMPLETE, permissions.SIGN_APOLOGY)
    if not any(right.held_by(actor, unit_id=each) for right in rights for each in units):
        raise NotPermitted
    if apology.state not in {ApologyState.DRAFT, ApologyState.COMPLETED}:
        raise AlreadySettled(state=ApologyState(apology.state).label)
    if faults := _faults(apology, wording, at):
        raise WordingInvalid(faults=faults)
    apology.state = ApologyState.COMPLETED
    apology.reason_kind, apology.reason = wording.reason_kind, wording.reason.strip()
    apology.new_due_at, apology.at_fault = wording.due_at, wording.at_fault
    apology.completed_at, apology.completed_by = at, actor.name
    apology.save()
    completed = ApologyCompleted(
        apology_id=apology.id,
        dossier_code=apology.dossier_code,
        unit_id=apology.unit_id,
        reason_kind=apology.reason_kind,
        new_due_at=apology.new_due_at,
    )
    house.publish(completed, by=actor, at=at, unit_id=apology.unit_id)


@transaction.atomic
def sign_apology(*, actor: Actor, apology_id: UUID, at: datetime) -> str:
    """Sign an apology: the dossier is promised anew, once, and the applicant is told.

    The paper is drawn and signed by the job that does so for all forms.

    Returns:
        The number of form 04.

    Raises:
        ApologyNotFound: It is not the actor's to see.
        NotPermitted: He is not the head of the authority.
        NotReadyToSign: It is not completed, or it was signed or dropped.
        WrongState, AlreadyReappointed, TooEarly: The dossier does not allow it any more.

    Publishes:
        ApologySigned

    Law:
        ND 61/2018, article 19; TT 01/2018, form 04; TT 03/2025, form 04
    """
    apology = _lock(actor, apology_id)
    permissions.SIGN_APOLOGY.require(actor, unit_id=apology.unit_id)
    if apology.state != ApologyState.COMPLETED:
        raise NotReadyToSign(state=ApologyState(apology.state).label)
    apology.form_number = dossiers.apologise(
        actor=actor, code=apology.dossier_code, apology=queries.as_printed(apology), at=at
    )
    apology.state, apology.settled_at, apology.signed_by = ApologyState.SIGNED, at, actor.name
    apology.save()
    signed = ApologySigned(
        apology_id=apology.id,
        dossier_code=apology.dossier_code,
        reason_kind=apology.reason_kind,
        at_fault=apology.at_fault,
        new_due_at=apology.new_due_at,
    )
    house.publish(signed, by=actor, at=at, unit_id=apology.unit_id)
    return apology.form_number


@transaction.atomic
def drop_apology(*, actor: Actor, submission_id: UUID, at: datetime) -> None:
    """Put aside an apology that is no longer needed; a second call changes nothing.

    Publishes:
        ApologyDropped

    Law:
        ND 61/2018, article 19
    """
    rows = Apology.objects.select_for_update().filter(submission_id=submission_id)
    apology = rows.filter(state__in=[ApologyState.DRAFT, ApologyState.COMPLETED]).first()
    if apology is None:
        return
    apology.state, apology.settled_at = ApologyState.DROPPED, at
    apology.save(update_fields=["state", "settled_at"])
    dropped = ApologyDropped(apology_id=apology.id, dossier_code=apology.dossier_code)
    house.publish(dropped, by=actor, at=at, unit_id=apology.unit_id)


@transaction.atomic
def send_digest(
    *, actor: Actor, person_id: UUID, account_id: UUID, lines: Sequence[Warned], at: datetime
) -> bool:
    """Tell somebody, in one message a day, of the dossiers that need him.

    Returns:
        Whether it was sent; whoever had his message today waits until the next working day.

    Publishes:
        DigestSent

    Law:
        ND 118/2025
    """
    digest, is_new = Digest.objects.get_or_create(
        person_id=person_id, day=local_date(at), defaults={"sent_at": at}
    )
    if not is_new or not lines:
        return False
    Reminder.objects.bulk_create(
        Reminder(
            digest=digest,
            to_person_id=person_id,
            submission_id=line.submission_id,
            dossier_code=line.dossier_code,
            unit_id=line.unit_id,
            level=line.level,
            due_at=line.due_at,
            sent_at=at,
        )
        for line in lines
    )
    amount = len({line.dossier_code for line in lines})
    with override(LANGUAGE):
        notifications.send(
            key=f"delays:{person_id}:{digest.day}",
            to_account_id=account_id,
            subject=ngettext("%(count)s dossier needs you", "%(count)s dossiers need you", amount)
            % {"count": amount},
            body=_body(lines),
            link="/workspace/delays/",
            at=at,
        )
    sent = DigestSent(digest_id=digest.id, person_id=person_id, dossiers=amount)
    house.publish(sent, by=actor, at=at)
    return True


def _body(lines: Sequence[Warned]) -> str:
    parts = []
    heads = {
        Level.PERSON: _("In your hands, due soon or late:"),
        Level.HEAD: _("Late in your unit:"),
        Level.CHAIRMAN: _("Late for days in your authority:"),
    }
    for level, head in heads.items():
        chosen = sorted(
            (line for line in lines if line.level == level), key=lambda line: line.due_at
        )
        if not chosen:
            continue
        parts.append(head)
        parts += [
            f"– {line.dossier_code}: {line.title}, {words.as_promise(line.due_at)}"
            for line in chosen[:SHOWN]
        ]
        if len(chosen) > SHOWN:
            parts.append(_("– and %(count)s more") % {"count": len(chosen) - SHOWN})
    return "\n".join(parts)
