"""What the acts share about a case that moved: who sees the dossier now, what its process reads."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotPermitted
from motcua.foundation.permissions import Permission
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.procedures import api as procedures

from ..models import Dossier, Submission

LONGEST = 200


def show_to_holders(submission: Submission, case: cases.CaseInfo) -> None:
    """Let the units see the dossier that hold its step or are asked for an opinion.

    Costs nothing while the case stays with the authority and nobody is asked.
    """
    units = {case.post_unit_id}
    if case.opinions_open:
        units |= {each.unit_id for each in cases.list_opinions(case.id)}
    known = {submission.unit_id, submission.handling_unit_id, *submission.asked_units}
    new = {unit_id for unit_id in units if unit_id and unit_id not in known}
    if new:
        submission.asked_units = sorted({*submission.asked_units, *new})
        submission.save(update_fields=["asked_units"])


def require_at_step(
    actor: Actor, submission: Submission, dossier: Dossier, *rights: Permission
) -> None:
    """Refuse whoever holds none of the rights where the dossier is handled or its step is.

    Raises:
        NotPermitted: He holds none.
    """
    units = {submission.unit_id, submission.handling_unit_id, dossier.case.post_unit_id}
    if not any(
        right.held_by(actor, unit_id=unit_id) for right in rights for unit_id in units if unit_id
    ):
        raise NotPermitted


def condition_facts(
    submission: Submission, version: procedures.VersionInfo, process: cases.ProcessInfo
) -> cases.Facts:
    """Return what the conditions of a process read of a dossier, and nothing else of it."""
    names = process.fact_names
    if not names:
        return {}
    known: dict[str, str | Decimal | bool] = {
        "procedure": submission.procedure_code,
        "field": submission.field,
        "channel": submission.channel,
        "cases": "; ".join(submission.cases),
        "result_way": submission.result_way,
        "level": str(version.level),
        **dict(_scalars(submission.data)),
    }
    return {name: known[name] for name in names if name in known}


def _scalars(data: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str | Decimal | bool]]:
    for name, value in data.items():
        if isinstance(value, Mapping):
            yield from _scalars(value, f"{path}{name}.")
        elif isinstance(value, bool | str):
            yield f"{path}{name}", value if isinstance(value, bool) else value[:LONGEST]
        elif isinstance(value, int | float | Decimal):
            yield f"{path}{name}", Decimal(str(value))
