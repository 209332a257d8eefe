"""Validations that are kept."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.kernel.documents import api as documents

from ..models import ValidationReport
from ..queries.validation import validate
from ..types import Verdict


@transaction.atomic
def validate_stored(*, file_id: UUID, at: datetime) -> Verdict:
    """Validate a stored file and keep the report beside the earlier ones.

    Raises:
        FileUnknown, FileMissing: There is no such file.
        NotAPdf: It cannot be read.

    Law:
        ND 23/2025, art. 16
    """
    verdict = validate(pdf=documents.read(file_id), at=at)
    ValidationReport.objects.create(
        document_sha256=verdict.sha256,
        at=at,
        policy=verdict.policy,
        outcome=verdict.outcome,
        report=verdict.to_json(),
    )
    return verdict
