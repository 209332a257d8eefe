"""The head signs or returns; a job puts signature and seal; the report is with the unit above."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation import retries
from motcua.foundation.actors import Actor
from motcua.kernel.documents import api as documents

from .. import permissions, queries
from ..events import CorrectionBegun, ReportApproved, ReportReturned, ReportSent
from ..models import Report, Version
from ..types import State
from .common import lock, require_reason, set_state


@transaction.atomic
def return_report(*, actor: Actor, report_id: UUID, reason: str, at: datetime) -> None:
    """Send a report back to be mended.

    Raises:
        ReportNotFound: There is none that the actor may see.
        NotPermitted: He does not sign the reports of the unit.
        ReportElsewhere: It does not wait to be signed.
        ReasonMissing: It is not said what has to be mended.

    Publishes:
        ReportReturned
    """
    report, version = lock(actor, report_id, State.TO_SIGN, right=permissions.SIGN)
    said = require_reason(reason, _("Write what has to be mended."))
    version.returned_reason, version.frozen_at = said, None
    version.save(update_fields=["returned_reason", "frozen_at"])
    set_state(report, State.FILLING)
    returned = ReportReturned(
        report_id=report.id, unit_id=report.unit_id, number=version.number, reason=said
    )
    house.publish(returned, by=actor, at=at, unit_id=report.unit_id)


@transaction.atomic
def approve_report(*, actor: Actor, report_id: UUID, at: datetime) -> None:
    """Let a report be signed in the head's name and sealed; a job does both.

    Raises:
        ReportNotFound: There is none that the actor may see.
        NotPermitted: He does not sign the reports of the unit.
        ReportElsewhere: It does not wait to be signed.

    Publishes:
        ReportApproved

    Law:
        ND 30/2020, art. 13; ND 09/2019
    """
    report, version = lock(actor, report_id, State.TO_SIGN, right=permissions.SIGN)
    version.signer_person_id, version.signer_account_id = actor.person_id, actor.account_id
    version.signer_name = actor.name
    version.signer_lines = queries.signing_lines(actor, report.unit_id, at=at)
    version.approved_at, version.retry_at, version.token = at, at, documents.reserve_token()
    version.save()
    set_state(report, State.SIGNING)
    approved = ReportApproved(
        report_id=report.id,
        unit_id=report.unit_id,
        number=version.number,
        signer=version.signer_name,
    )
    house.publish(approved, by=actor, at=at, unit_id=report.unit_id)


@transaction.atomic
def record_signed(*, actor: Actor, version_id: UUID, file_id: UUID, at: datetime) -> None:
    """Take in the signed report: it is with the unit above; a second call changes nothing.

    An earlier version stays as it was; its paper says that a later one took its place.

    Publishes:
        ReportSent

    Law:
        ND 09/2019; ND 30/2020, art. 13
    """
    version = Version.objects.select_for_update().get(id=version_id)
    if version.signed_at is not None:
        return
    report = Report.objects.select_for_update(of=["self"]).select_related("regime", "unit")
    found = report.get(id=version.report_id)
    version.signed_at, version.file_id, version.retry_at, version.error = at, file_id, None, ""
    version.save()
    _register_paper(found, version, actor=actor, at=at)
    found.state, found.sent_number = State.SENT, version.number
    found.sent_at = found.sent_at or version.approved_at
    found.save(update_fields=["state", "sent_number", "sent_at"])
    sent = ReportSent(
        report_id=found.id,
        unit_id=found.unit_id,
        number=version.number,
        file_id=file_id,
        receiver_id=found.receiver_id,
    )
    house.publish(sent, by=actor, at=at, unit_id=found.unit_id)


def _register_paper(report: Report, version: Version, *, actor: Actor, at: datetime) -> None:
    documents.register_paper(
        token=version.token,
        file_id=version.file_id,  # type: ignore[arg-type] # just set
        kind="REPORT",
        number=f"{report.period} ({version.number})",
        title=str(report),
        dossier_code="",
        person_id=None,
        unit_id=report.unit_id,
        actor=actor,
        at=at,
    )


@transaction.atomic
def note_signing_failure(*, version_id: UUID, error: str, at: datetime) -> None:
    """Note that signature or seal did not work; it is tried again later."""
    version = Version.objects.select_for_update().get(id=version_id)
    if version.signed_at is not None:
        return
    version.attempts += 1
    version.error = error[:2000]
    version.retry_at = retries.next_try(version.attempts, at=at)
    version.save(update_fields=["attempts", "error", "retry_at"])


@transaction.atomic
def begin_correction(*, actor: Actor, report_id: UUID, reason: str, at: datetime) -> int:
    """Begin a new version of a report that was sent; the one in use stays until this is signed.

    Returns:
        The number of the new version.

    Raises:
        ReportNotFound: There is none that the actor may see.
        NotPermitted: He does not fill in the reports of the unit.
        ReportElsewhere: It was not sent, or is being corrected.
        ReasonMissing: It is not said why.

    Publishes:
        CorrectionBegun

    Law:
        ND 09/2019
    """
    report, version = lock(actor, report_id, State.SENT, right=permissions.FILL)
    said = require_reason(reason, _("Write why the report is corrected."))
    number = version.number + 1
    Version.objects.create(
        report=report,
        number=number,
        reason=said,
        typed=version.typed,
        begun_at=at,
        edited_at=at,
        edited_by_name=actor.name,
        edited_by_id=actor.account_id,
    )
    report.number, report.state = number, State.FILLING
    report.save(update_fields=["number", "state"])
    begun = CorrectionBegun(report_id=report.id, unit_id=report.unit_id, number=number, reason=said)
    house.publish(begun, by=actor, at=at, unit_id=report.unit_id)
    return number
