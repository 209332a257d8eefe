"""Background jobs: reports opened, reminded of, signed and sealed."""

import logging

from django.utils import timezone

from motcua.foundation import actors, retries
from motcua.foundation.actors import Actor, ActorKind
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.kernel.signatures import api as signatures

from . import queries, use_cases
from .models import Report, Version

logger = logging.getLogger(__name__)
HOUSE = actors.system("reports.sign_waiting")


def open_reports() -> None:
    """Open what is owed for periods that are over."""
    use_cases.open_reports(at=timezone.now())


def remind() -> None:
    """Bring late reports to mind."""
    use_cases.remind(at=timezone.now())


def sign_waiting() -> None:
    """Sign and seal the reports that wait, outside any transaction."""
    waiting = Version.objects.filter(signed_at=None)
    for _attempt in range(20):
        version = retries.claim(waiting, at=timezone.now())
        if version is None:
            return
        _sign(version)


def _sign(version: Version) -> None:
    try:
        rows = Report.objects.select_related("unit", "regime", "receiver")
        report = rows.get(id=version.report_id)
        stored = documents.store(
            content=_signed(report, version),
            filename=f"bao-cao-{report.unit.code}-{report.period}-{version.number}.pdf",
            actor=HOUSE,
            at=timezone.now(),
        )
        use_cases.record_signed(
            actor=HOUSE, version_id=version.id, file_id=stored.id, at=timezone.now()
        )
    except Exception as error:  # whatever it was, this one is tried again and the others go on
        logger.exception("the report %s was not signed", version)
        use_cases.note_signing_failure(version_id=version.id, error=str(error), at=timezone.now())


def _signed(report: Report, version: Version) -> bytes:
    """Return the report with the head's signature and the agency's seal."""
    unit = organisation.get_unit(report.unit_id)
    at = timezone.now()
    return signatures.sign_document(
        pdf=queries.draw(queries.fill(report, version), at=at),
        person=signatures.SignerRef(
            role=signatures.Role.PERSON,
            holder_id=version.signer_person_id or version.id,
            name=version.signer_name,
            title=version.signer_lines.get("title", ""),
            organisation=unit.name,
        ),
        organisation=signatures.SignerRef(
            role=signatures.Role.ORGANISATION, holder_id=unit.id, name=unit.name
        ),
        reason=str(report),
        actor=Actor(
            kind=ActorKind.SYSTEM, name=version.signer_name, account_id=version.signer_account_id
        ),
        sealed_by=HOUSE,
        at=at,
    ).pdf
