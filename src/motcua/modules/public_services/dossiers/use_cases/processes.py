"""The step tables of procedures, published as processes."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import modules
from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures

from ..models import Submission
from ..ports import Bundled


def is_joined(procedure_code: str) -> bool:
    """Tell whether a procedure is the one door to several agencies."""
    return any(procedure_code in each.procedure_codes for each in modules.provided(Bundled))


def is_held_back(submission: Submission) -> bool:
    """Tell whether a result waits for the parts that other agencies do."""
    return any(
        each.holds_back(submission.code)
        for each in modules.provided(Bundled)
        if submission.procedure_code in each.procedure_codes
    )


def steps_of(version: procedures.VersionInfo) -> tuple[cases.Step, ...]:
    """Return a procedure's steps as lines of a step table.

    Where the law joins the errands of several agencies, the others' lines are left out: each has
    its own part, and the leader signs that of the authority.
    """
    lines = _lines_of(version)
    return _own_lines(lines) if is_joined(version.code) else lines


def _own_lines(lines: tuple[cases.Step, ...]) -> tuple[cases.Step, ...]:
    own = [each for each in lines if each.role != organisation.Role.PARTNER]
    if not any(each.kind is cases.StepKind.SIGN for each in own):
        last = next(each for each in reversed(lines) if each.role == organisation.Role.PARTNER)
        leader = organisation.Role.AUTHORITY_LEADER.value
        signed = replace(last, name="Ký kết quả", role=leader, kind=cases.StepKind.SIGN)
        own.insert(-1, signed)
    return tuple(own)


def _lines_of(version: procedures.VersionInfo) -> tuple[cases.Step, ...]:
    return tuple(
        cases.Step(
            seq=step.seq,
            name=step.name,
            role=step.role.value,
            kind=cases.StepKind(step.kind.value),
            hours=step.hours,
        )
        for step in version.steps
    )


def process_code(version: procedures.VersionInfo) -> str:
    """Return the code of the process that a procedure follows; several may share one."""
    return version.process_key or version.code


@transaction.atomic
def publish_processes(*, actor: Actor, at: datetime, on: date | None = None) -> int:
    """Publish the process of every procedure in force; unchanged ones make no new version.

    Procedures that share a process key but not its steps get a process of their own.

    Args:
        on: The day on which the procedures are in force; today if not given.

    Returns:
        How many processes there are.

    Raises:
        NotPermitted: The actor does not manage processes.
        UnsoundProcess: A step table cannot be followed.

    Publishes:
        ProcessPublished

    Law:
        ND 61/2018; ND 118/2025
    """
    seen: dict[str, tuple[cases.Step, ...]] = {}
    for version in procedures.list_procedures(on=on or local_date(at)):
        steps, code = steps_of(version), process_code(version)
        if seen.setdefault(code, steps) != steps:
            code = f"{code}/{version.code}"
            seen[code] = steps
        cases.publish_process(actor=actor, code=code, title=version.title, steps=steps, at=at)
    return len(seen)


_found: dict[UUID, cases.ProcessInfo] = {}


def process_for(
    version: procedures.VersionInfo, *, assigned: UUID | None = None
) -> cases.ProcessInfo | None:
    """Return the process that a dossier of this version follows, also one of the past.

    Without one of the library, the catalogue's own steps are the way. It is remembered once found:
    neither a version of a procedure nor one of a process ever changes.

    Args:
        assigned: The table that the library had for the procedure on the day of sending; where the
            law joins several agencies, each has its own, and the authority goes its own steps.
    """
    if assigned is not None and not is_joined(version.code):
        return cases.get_process(assigned)
    if version.id not in _found and (process := _find_process(version)):
        _found[version.id] = process
    return _found.get(version.id)


def _find_process(version: procedures.VersionInfo) -> cases.ProcessInfo | None:
    shared = process_code(version)
    steps = steps_of(version)
    for code in (shared, f"{shared}/{version.code}"):
        process = cases.find_process(code=code, steps=steps)
        if process is not None:
            return process
    return None
