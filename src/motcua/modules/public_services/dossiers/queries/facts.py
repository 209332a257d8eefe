"""What a result maker, or a module that follows a dossier, may know of it."""

from motcua.modules.public_services.procedures import api as procedures

from ..errors import DossierNotFound
from ..models import Dossier, Submission
from ..types import DossierFacts


def facts_of(submission: Submission, dossier: Dossier, *, handled_by: str = "") -> DossierFacts:
    """Return what a result maker may know."""
    version, unit = procedures.get_version_by_id(submission.version_id), submission.unit
    return DossierFacts(
        code=submission.code,
        submission_id=submission.id,
        procedure_code=submission.procedure_code,
        procedure_title=submission.procedure_title,
        result_title=version.result or submission.procedure_title,
        unit_id=unit.id,
        unit_code=unit.code,
        unit_name=unit.name,
        person_id=submission.person_id,
        person_name=submission.person_name,
        data=submission.data,
        accepted_at=dossier.accepted_at,
        handled_by=handled_by,
    )


def facts_of_dossier(*, code: str) -> DossierFacts:
    """Return what another module that follows a dossier may know of it.

    Raises:
        DossierNotFound: No accepted dossier has that code.
    """
    found = Dossier.objects.select_related("submission", "submission__unit")
    dossier = found.filter(submission__code=code).first()
    if dossier is None:
        raise DossierNotFound
    return facts_of(dossier.submission, dossier)
