"""Which questions are asked where, and of whom."""

from datetime import date
from pathlib import Path
from uuid import UUID

from django.core import signing

from motcua.kernel.organisation import api as organisation

from ..models import Answer, Survey
from ..types import SurveyInfo

_SALT = "surveys.dossier"
_SHIPPED = Path(__file__).resolve().parents[1] / "data" / "questions.txt"


def find_survey(unit_id: UUID, *, on: date) -> SurveyInfo | None:
    """Return the questions asked about a unit on a day: its own, else those of the nearest above.

    Of one authority the version that began last counts. Two queries.
    """
    line = (unit_id, *organisation.lines_up().get(unit_id, ()))
    begun = Survey.objects.filter(unit_id__in=line, valid_from__lte=on)
    found = sorted(
        begun, key=lambda each: (-line.index(each.unit_id), each.valid_from, each.version)
    )
    return found[-1].to_info() if found else None


def shipped_questions() -> str:
    """Return the set of questions that comes with the house, to begin with."""
    return _SHIPPED.read_text(encoding="utf-8")


def token_of(dossier_code: str) -> str:
    """Return what stands in the link by which the applicant of a dossier answers."""
    return signing.dumps(dossier_code, salt=_SALT)


def dossier_of(token: str) -> str | None:
    """Return the dossier of such a link; None of what we did not write."""
    try:
        code: str = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return code


def is_answered(dossier_code: str) -> bool:
    """Tell whether somebody has answered for a dossier."""
    return Answer.objects.filter(dossier_code=dossier_code).exists()
