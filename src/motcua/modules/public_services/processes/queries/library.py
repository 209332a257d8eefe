"""Processes, their versions and drafts, and what they serve on a day."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Count, DateField, Func, OuterRef, Q, QuerySet, Subquery

from motcua.foundation.text import fold
from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.cases import api as cases

from ..errors import NoDraft, NoSuchProcess, NoSuchVersion
from ..models import Assignment, Draft, Process, Version
from ..rules import hours_of
from ..types import AssignmentInfo, DraftInfo, Kind, ProcessInfo, VersionInfo


def in_force(on: date, *, prefix: str = "") -> Q:
    """Keep assignments that hold on a day."""
    begun = Q(**{f"{prefix}valid_from__lte": on})
    return begun & (Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": on}))


def find_process(*, procedure_code: str, on: date) -> cases.ProcessInfo | None:
    """Return the table that a procedure follows on a day; None if the library has none for it.

    One query; the table itself is at hand, for it never changes.
    """
    held = Assignment.objects.filter(in_force(on), procedure_code=procedure_code)
    version = (
        Version.objects.filter(process__in=held.values("process"), effective_from__lte=on)
        .order_by("-effective_from", "-number")
        .values_list("steps_version_id", flat=True)
        .first()
    )
    return cases.get_process(version) if version else None


def steps_version_of(*, procedure_code: str, sent_at: str) -> Subquery:
    """Return the key of the table that a procedure follows, as a column of another query.

    For the hot path that would else ask once more; :func:`find_process` says the same.

    Args:
        procedure_code: Column of the other query with the procedure's code.
        sent_at: Its column with the instant that decides about the day.
    """
    day = Func(
        OuterRef(sent_at),
        template=f"((%(expressions)s) at time zone '{LOCAL_ZONE.key}')::date",
        output_field=DateField(),
    )
    open_then = Q(process__assignments__valid_to=None) | Q(process__assignments__valid_to__gt=day)
    versions = Version.objects.filter(
        open_then,
        process__assignments__procedure_code=OuterRef(procedure_code),
        process__assignments__valid_from__lte=day,
        effective_from__lte=day,
    )
    in_order = versions.order_by("-effective_from", "-number")
    return Subquery(in_order.values("steps_version_id")[:1])


def process_of(code: str) -> Process:
    """Return the row of a process.

    Raises:
        NoSuchProcess: There is none.
    """
    found = Process.objects.filter(code=code).first()
    if found is None:
        raise NoSuchProcess(process=code)
    return found


def _versions(**wanted: object) -> "QuerySet[Version]":
    return Version.objects.filter(**wanted).select_related("process", "steps_version__process")


def _version_info(version: Version) -> VersionInfo:
    return VersionInfo(
        number=version.number,
        title=version.title,
        steps_version_id=version.steps_version_id,
        effective_from=version.effective_from,
        note=version.note,
        published_at=version.published_at,
        published_by=version.published_by,
        steps=version.steps_version.to_info().steps,
    )


def list_versions(code: str) -> tuple[VersionInfo, ...]:
    """List the versions of a process, the newest first."""
    return tuple(map(_version_info, _versions(process__code=code).order_by("-number")))


def get_version(code: str, number: int) -> VersionInfo:
    """Return a version of a process.

    Raises:
        NoSuchVersion: There is none of that number.
    """
    found = _versions(process__code=code, number=number).first()
    if found is None:
        raise NoSuchVersion(process=code, number=number)
    return _version_info(found)


def version_on(code: str, on: date) -> VersionInfo | None:
    """Return the version of a process that new dossiers follow on a day."""
    held = _versions(process__code=code, effective_from__lte=on)
    found = held.order_by("-effective_from", "-number").first()
    return _version_info(found) if found else None


def get_draft(code: str) -> DraftInfo:
    """Return the draft of a process.

    Raises:
        NoDraft: Nobody is changing it.
    """
    found = Draft.objects.filter(process__code=code).first()
    if found is None:
        raise NoDraft(process=code)
    return found.to_info()


def list_assignments(*, on: date) -> Mapping[str, AssignmentInfo]:
    """Return for each procedure the process that it follows on a day; one query."""
    held = Assignment.objects.filter(in_force(on)).select_related("process")
    return {one.procedure_code: one.to_info() for one in held}


def list_served(code: str, *, on: date) -> tuple[AssignmentInfo, ...]:
    """List what a process serves on a day or will serve later, by procedure and day."""
    held = Assignment.objects.filter(
        in_force(on) | Q(valid_from__gt=on), process__code=code
    ).exclude(valid_to__isnull=False, valid_to__lte=on)
    in_order = held.select_related("process").order_by("procedure_code", "valid_from")
    return tuple(
        one.to_info() for one in in_order if one.valid_to is None or one.valid_to > one.valid_from
    )


def list_processes(*, on: date, question: str = "", kind: Kind | None = None) -> list[ProcessInfo]:
    """List the library as of a day, by code; three queries.

    Args:
        question: Words of title, field or code, with or without marks.
    """
    rows = Process.objects.annotate(drafts=Count("draft")).order_by("code")
    if kind is not None:
        rows = rows.filter(kind=kind)
    wanted = fold(question).split()
    found = [
        row
        for row in rows
        if all(word in fold(f"{row.code} {row.title} {row.field}") for word in wanted)
    ]
    versions = _latest(on)
    counts = _counts(on)
    return [_info(row, versions.get(row.id), counts.get(row.id, 0), row.drafts) for row in found]


def get_info(code: str, *, on: date) -> ProcessInfo:
    """Return a process as of a day.

    Raises:
        NoSuchProcess: There is none.
    """
    row = process_of(code)
    held = _versions(process=row, effective_from__lte=on).order_by("-effective_from", "-number")
    count = Assignment.objects.filter(in_force(on), process=row).count()
    drafts = Draft.objects.filter(process=row).count()
    return _info(row, held.first(), count, drafts)


def _latest(on: date) -> Mapping[UUID, Version]:
    held = _versions(effective_from__lte=on).order_by("process", "-effective_from", "-number")
    return {version.process_id: version for version in held.distinct("process")}


def _counts(on: date) -> Mapping[UUID, int]:
    held = Assignment.objects.filter(in_force(on)).order_by().values("process")
    return dict(held.annotate(amount=Count("id")).values_list("process", "amount"))


def _info(row: Process, version: Version | None, procedures: int, drafts: int) -> ProcessInfo:
    steps = version.steps_version.to_info().steps if version else ()
    return ProcessInfo(
        id=row.id,
        code=row.code,
        title=version.title if version else row.title,
        kind=Kind(row.kind),
        field=row.field,
        note=row.note,
        number=version.number if version else None,
        effective_from=version.effective_from if version else None,
        hours=hours_of(steps),
        steps=len(steps),
        procedures=procedures,
        has_draft=bool(drafts),
    )
