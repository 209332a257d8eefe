"""Looking at a person's data leaves a trace that the person can read."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor

from ..errors import PurposeMissing
from ..models import AccessRecord
from ..types import LookAction


@transaction.atomic
def record_access(
    *,
    actor: Actor,
    person_id: UUID,
    purpose: str,
    at: datetime,
    subject_code: str = "",
    unit_id: UUID | None = None,
    action: LookAction = LookAction.VIEW,
) -> None:
    """Record that ``actor`` saw a person's data. One insert; a look at one's own data leaves none.

    Args:
        purpose: Why, in words that the person understands: "Thụ lý hồ sơ đăng ký khai sinh".
        subject_code: What it was about, such as a dossier code.
        unit_id: For which unit he looked; if not given, the unit of his only post.

    Raises:
        PurposeMissing: No purpose is given.

    Law:
        L 91/2025; ND 356/2025
    """
    if not purpose.strip():
        raise PurposeMissing
    if actor.person_id == person_id:
        return
    AccessRecord.objects.bulk_create(
        [
            AccessRecord(
                at=at,
                person_id=person_id,
                account_id=actor.account_id,
                viewer_name=actor.name,
                unit_id=unit_id or min(actor.unit_ids, default=None),
                action=action,
                purpose=purpose.strip(),
                subject_code=subject_code,
            )
        ]
    )
