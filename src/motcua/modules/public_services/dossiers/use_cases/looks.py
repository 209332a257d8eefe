"""Looking into a dossier is an act: it leaves a record that the person can read."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.kernel.identity import api as identity

from ..errors import DossierNotFound
from ..models import Submission


@transaction.atomic
def open_dossier(*, actor: Actor, code: str, at: datetime) -> Submission:
    """Return a dossier that the actor may see, and record the look if it is another's.

    Raises:
        DossierNotFound: There is none of that code that he may see.

    Law:
        L 91/2025; ND 356/2025
    """
    found = Submission.objects.visible_to(actor).select_related(
        "dossier", "dossier__case", "dossier__result", "unit", "handling_unit"
    )
    submission = found.filter(code=code).first()
    if submission is None:
        raise DossierNotFound
    if actor.is_official or actor.person_id != submission.person_id:
        purpose = (
            _("Handling of the dossier “%(title)s”")
            if actor.is_official
            else _("Looked at the dossier “%(title)s” as a representative or co-applicant")
        )
        identity.record_access(
            actor=actor,
            person_id=submission.person_id,
            purpose=purpose % {"title": submission.procedure_title},
            subject_code=submission.code,
            unit_id=submission.unit_id,
            at=at,
        )
    return submission
