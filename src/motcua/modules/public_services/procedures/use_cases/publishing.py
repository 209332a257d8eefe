"""Helpers of whatever changes the catalogue: versions, its edition, what is found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, NotPermitted
from motcua.foundation.ids import uuid7
from motcua.foundation.permissions import Permission
from motcua.foundation.time import local_date
from motcua.kernel.search import api as search

from ..errors import FaultyRecord, LaterVersionThere, NoSuchProcedure
from ..events import ProcedurePublished, ProcedureVersionPublished
from ..models import CatalogueEdition, PlainTextRecord, Procedure, ProcedureVersion
from ..queries import finding, units
from ..rules import contents, plain
from ..types import Content, Origin, PlainText, Reason

BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A content that becomes a version from a day."""

    content: Content
    effective_from: date
    decision_date: date | None = None
    origin: Origin = Origin.IMPORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """By which decision something is published, and from which day."""

    number: str
    day: date
    effective_from: date

    def faults(self, at: datetime) -> list[Fault]:
        """Return what is wrong with it."""
        found = []
        if not self.number.strip():
            found.append(Fault("decision_no", str(Reason.MISSING.label)))
        if self.day > local_date(at):
            found.append(Fault("decision_date", str(Reason.IN_FUTURE.label)))
        if self.effective_from < self.day:
            found.append(Fault("effective_from", str(Reason.BEFORE_DECISION.label)))
        return found


def lock_edition() -> CatalogueEdition:
    """Let one change of the catalogue happen after the other."""
    return CatalogueEdition.objects.select_for_update().get(id=1)


def require_for_all(permission: Permission, actor: Actor) -> None:
    """Refuse whoever does not hold a right where the catalogue is kept.

    Raises:
        NotPermitted: The actor holds the right in a ward at most.
    """
    if not units.holds_for_all(permission, actor):
        raise NotPermitted


def renew(edition: CatalogueEdition, at: datetime, *, changed: str = "") -> None:
    """Begin a new edition; caches follow. ``changed`` is the one procedure that is found anew."""
    edition.number, edition.stamp, edition.changed_at = edition.number + 1, uuid7(), at
    edition.save()
    if not changed:
        return
    if (document := finding.document_of(changed)) is not None:
        search.index(kind=finding.KIND, documents=[document])
    else:
        search.forget(kind=finding.KIND, keys=[changed])


def latest_version(code: str) -> ProcedureVersion:
    """Return the newest version of a procedure, which the next one replaces.

    Raises:
        NoSuchProcedure: The catalogue has no such code.
    """
    rows = ProcedureVersion.objects.select_related("procedure").filter(procedure__code=code)
    if (found := rows.order_by("-number").first()) is None:
        raise NoSuchProcedure(code=code)
    return found


def issue_versions(
    issues: Sequence[Issue],
    latest: Mapping[str, ProcedureVersion],
    *,
    first: Mapping[str, Procedure] | None = None,
    actor: Actor,
    at: datetime,
) -> list[ProcedureVersion]:
    """Write new versions and end those that they replace.

    Args:
        first: Procedures that were begun by hand and get their first version, by code.
    """
    days = dict[date, list[Any]]()
    for one in issues:
        if one.content.code in latest:
            days.setdefault(one.effective_from, []).append(latest[one.content.code].id)
    for day, replaced in days.items():
        ProcedureVersion.objects.filter(id__in=replaced, effective_to=None).update(effective_to=day)
    procedures = {code: version.procedure for code, version in latest.items()} | dict(first or {})
    fresh = [
        Procedure(code=one.content.code) for one in issues if one.content.code not in procedures
    ]
    Procedure.objects.bulk_create(fresh, batch_size=BATCH)
    procedures |= {one.code: one for one in fresh}
    versions = [_version(one, procedures, latest, actor=actor, at=at) for one in issues]
    return ProcedureVersion.objects.bulk_create(versions, batch_size=BATCH)


def _version(
    issue: Issue,
    procedures: Mapping[str, Procedure],
    latest: Mapping[str, ProcedureVersion],
    *,
    actor: Actor,
    at: datetime,
) -> ProcedureVersion:
    content, stored = issue.content, contents.to_json(issue.content)
    before = latest.get(content.code)
    return ProcedureVersion(
        procedure=procedures[content.code],
        number=before.number + 1 if before else 1,
        name=content.name,
        field=content.field,
        level=content.level,
        online_level=content.online_level,
        process_key=content.process_key,
        status=content.status,
        scope=content.scope,
        content=stored,
        digest=contents.digest(stored),
        effective_from=issue.effective_from,
        published_at=at,
        published_by=actor.name,
        decision_date=issue.decision_date,
        origin=issue.origin,
    )


def told_of(versions: Iterable[ProcedureVersion]) -> list[ProcedureVersionPublished]:
    """Return the event of each version."""
    return [
        ProcedureVersionPublished(
            procedure_id=one.procedure_id,
            version_id=one.id,
            procedure_code=one.procedure.code,
            number=one.number,
            effective_from=one.effective_from,
        )
        for one in versions
    ]


def write_text(version: ProcedureVersion, text: PlainText, *, by: str, at: datetime) -> None:
    """Set a plain text beside a version."""
    PlainTextRecord.objects.create(
        version=version, written_at=at, written_by=by, **plain.as_mapping(text)
    )


def publish_one(
    edition: CatalogueEdition,
    before: ProcedureVersion | Procedure,
    content: Content,
    *,
    decision: Decision,
    origin: Origin,
    text: PlainText | None,
    actor: Actor,
    at: datetime,
) -> ProcedureVersion:
    """Publish one version by a decision, with its plain text, and tell the house.

    Args:
        before: The version that it replaces, or the procedure of which it is the first.

    Raises:
        FaultyRecord: The decision is incomplete, in the future, or later than its effect.
        LaterVersionThere: A version from a later day is published already.
    """
    if faults := decision.faults(at):
        raise FaultyRecord(faults=tuple(faults))
    replaced = before if isinstance(before, ProcedureVersion) else None
    procedure = before.procedure if isinstance(before, ProcedureVersion) else before
    if replaced and replaced.effective_from > decision.effective_from:
        raise LaterVersionThere(date=replaced.effective_from.strftime("%d/%m/%Y"))
    code = procedure.code
    issue = Issue(
        content=content,
        effective_from=decision.effective_from,
        decision_date=decision.day,
        origin=origin,
    )
    latest = {code: replaced} if replaced else {}
    first = {} if replaced else {code: procedure}
    (version,) = issue_versions([issue], latest, first=first, actor=actor, at=at)
    if text is not None:
        write_text(version, text, by=actor.name, at=at)
    renew(edition, at, changed=code)
    published = ProcedurePublished(
        procedure_id=version.procedure_id,
        procedure_code=code,
        effective_from=version.effective_from,
        decision_no=decision.number,
        origin=origin.value,
    )
    house.publish(*told_of([version]), published, by=actor, at=at)
    return version
