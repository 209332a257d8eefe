"""From a draft to a version in force: edit, publish, withdraw; the plain text beside it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault

from .. import permissions
from ..errors import (
    CodeTaken,
    DraftOutdated,
    FaultyRecord,
    NoDraft,
    NoSuchProcedure,
    PlainTextMissing,
    PlainTextOlder,
)
from ..events import DraftDiscarded, DraftSaved, PlainTextWritten
from ..models import Draft, PlainTextRecord, Procedure, ProcedureVersion
from ..rules import contents, plain, records, rows
from ..types import Content, Origin, PlainText, Reason, Row, Status
from .publishing import (
    Decision,
    latest_version,
    lock_edition,
    publish_one,
    renew,
    require_for_all,
    write_text,
)


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    code: str,
    record: Mapping[str, Any],
    text: PlainText,
    confirmed: bool = False,
    at: datetime,
) -> str:
    """Save what the next version of a procedure shall say, and the plain text beside it.

    Args:
        record: What a line of an import would say.
        confirmed: Whoever saves has read the plain text beside the legal one, and it holds.

    Returns:
        What was changed: legal, plain, both, or nothing.

    Raises:
        NotPermitted: The actor does not keep the catalogue.
        NoSuchProcedure: The catalogue has no such code.
        FaultyRecord: Something is missing or wrong; it names every fault.
        DraftOutdated: The procedure was published anew in the meantime.

    Publishes:
        DraftSaved

    Law:
        ND 63/2010
    """
    procedure = _locked(code)
    require_for_all(permissions.MANAGE, actor)
    content = _sound(code, record, text)
    draft = Draft.objects.select_related("base").filter(procedure=procedure).first()
    if draft is None:
        draft = _begin(procedure, latest_version(code), actor=actor, at=at)
    elif draft.base_id != _newest_id(procedure):
        raise DraftOutdated
    stored = records.record_of(content)
    legal = _digest(stored) != _digest(draft.record)
    words = plain.as_mapping(text)
    said = confirmed or words != plain.as_mapping(plain.read(draft.plain))
    if legal:
        draft.record = stored
        draft.legal_changed_at, draft.legal_changed_by = at, actor.name
    if said:
        draft.plain = words
        draft.plain_changed_at, draft.plain_changed_by = at, actor.name
    draft.save()
    parts = {(True, True): "both", (True, False): "legal", (False, True): "plain"}
    if (changed := parts.get((legal, said), "")) != "":
        event = DraftSaved(procedure_id=procedure.id, procedure_code=code, parts=changed)
        house.publish(event, by=actor, at=at)
    return changed


@transaction.atomic
def begin_procedure(
    *, actor: Actor, code: str, record: Mapping[str, Any], text: PlainText, at: datetime
) -> str:
    """Begin a procedure that the catalogue does not have: a draft of its first version.

    Nobody else sees it until it is published by a decision.

    Args:
        code: As announced; empty for a local procedure, which gets a code of its own.
        record: What a line of an import would say.

    Returns:
        The code of the procedure.

    Raises:
        NotPermitted: The actor does not keep the catalogue.
        CodeTaken: The catalogue, or a draft, has that code already.
        FaultyRecord: Something is missing or wrong; it names every fault.

    Publishes:
        DraftSaved

    Law:
        ND 63/2010
    """
    require_for_all(permissions.MANAGE, actor)
    content = _sound(code, record, text)
    procedure, is_new = Procedure.objects.get_or_create(code=content.code)
    if not is_new:
        raise CodeTaken(procedure_code=content.code)
    words = plain.as_mapping(text)
    has_words = bool(text.length)
    Draft.objects.create(
        procedure=procedure,
        base=None,
        record=records.record_of(content),
        plain=words,
        legal_changed_at=at,
        legal_changed_by=actor.name,
        plain_changed_at=at if has_words else None,
        plain_changed_by=actor.name if has_words else "",
        begun_at=at,
        begun_by=actor.name,
    )
    parts = "both" if has_words else "legal"
    event = DraftSaved(procedure_id=procedure.id, procedure_code=procedure.code, parts=parts)
    house.publish(event, by=actor, at=at)
    return procedure.code


def _locked(code: str) -> Procedure:
    found = Procedure.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise NoSuchProcedure(code=code)
    return found


def _newest_id(procedure: Procedure) -> UUID | None:
    """Return the id of the newest version; None while the procedure is only a draft."""
    return procedure.versions.order_by("-number").values_list("id", flat=True).first()


def _sound(code: str, record: Mapping[str, Any], text: PlainText) -> Content:
    content, wrong = rows.read_row(Row(1, {**record, "code": code}))
    faults = [Fault(one.field, one.message) for one in wrong]
    faults += _long(text)
    if content is None or faults:
        raise FaultyRecord(faults=tuple(faults))
    return content


def _long(text: PlainText) -> list[Fault]:
    words, most = str(Reason.TOO_LONG.label), plain.MOST_OF_A_PART
    faults = [Fault(f"plain.{part}", words % {"most": most}) for part in plain.long_parts(text)]
    if text.length > plain.MOST_IN_ALL:
        faults.append(Fault("plain.needed", words % {"most": plain.MOST_IN_ALL}))
    return faults


def _digest(record: Mapping[str, Any]) -> str:
    content, _faults = rows.read_row(Row(1, record))
    return contents.digest(contents.to_json(content)) if content else ""


def _begin(procedure: Procedure, base: ProcedureVersion, *, actor: Actor, at: datetime) -> Draft:
    content = Content(**contents.values_of(base.content))
    text = PlainTextRecord.objects.filter(version=base).order_by("written_at", "id").last()
    return Draft(
        procedure=procedure,
        base=base,
        record=records.record_of(content),
        plain={name: getattr(text, name) for name in plain.PARTS} if text else {},
        legal_changed_at=base.published_at,
        legal_changed_by=base.published_by,
        plain_changed_at=text.written_at if text else None,
        plain_changed_by=text.written_by if text else "",
        begun_at=at,
        begun_by=actor.name,
    )


def _draft(code: str) -> Draft:
    rows_ = Draft.objects.select_for_update(of=["self"]).select_related("base", "procedure")
    if (found := rows_.filter(procedure__code=code).first()) is None:
        raise NoDraft(code=code)
    return found


@transaction.atomic
def publish_draft(
    *,
    actor: Actor,
    code: str,
    decision_no: str,
    decision_date: date,
    effective_from: date,
    at: datetime,
) -> int:
    """Publish a draft by a decision: from its day on the procedure is what it says.

    Blocked while the plain text is not complete or older than the legal one. Dossiers that were
    sent before keep their version.

    Returns:
        The number of the new version.

    Raises:
        NotPermitted: The actor does not keep the catalogue.
        NoDraft: Nobody works on that procedure.
        DraftOutdated: The procedure was published anew in the meantime.
        PlainTextMissing: Parts of the plain text are not written.
        PlainTextOlder: The plain text was written before the legal one took its present words.
        FaultyRecord: The decision is incomplete, in the future, or later than its effect.
        LaterVersionThere: A version from a later day is published already.

    Publishes:
        ProcedureVersionPublished, ProcedurePublished

    Law:
        ND 63/2010
    """
    edition = lock_edition()
    draft = _draft(code)
    require_for_all(permissions.MANAGE, actor)
    before = draft.base or draft.procedure
    text = plain.read(draft.plain)
    if draft.base_id != _newest_id(draft.procedure):
        raise DraftOutdated
    if plain.missing_parts(text):
        raise PlainTextMissing
    if plain.is_older(plain_at=draft.plain_changed_at, legal_at=draft.legal_changed_at):
        raise PlainTextOlder
    content = replace(_sound(code, draft.record, text), decision=decision_no.strip())
    decision = Decision(
        number=decision_no.strip(), day=decision_date, effective_from=effective_from
    )
    draft.delete()
    version = publish_one(
        edition,
        before,
        content,
        decision=decision,
        origin=Origin.EDIT,
        text=text,
        actor=actor,
        at=at,
    )
    return version.number


@transaction.atomic
def discard_draft(*, actor: Actor, code: str, at: datetime) -> None:
    """Throw a draft away; the version in force stays as it is.

    A procedure that never was published goes with it.

    Raises:
        NotPermitted: The actor does not keep the catalogue.
        NoDraft: Nobody works on that procedure.

    Publishes:
        DraftDiscarded
    """
    draft = _draft(code)
    require_for_all(permissions.MANAGE, actor)
    event = DraftDiscarded(procedure_id=draft.procedure_id, procedure_code=code)
    procedure, is_first = draft.procedure, draft.base_id is None
    draft.delete()
    if is_first:
        procedure.delete()
    house.publish(event, by=actor, at=at)


@transaction.atomic
def write_plain_text(*, actor: Actor, code: str, text: PlainText, at: datetime) -> None:
    """Write the plain text of the newest version, such as of an imported one that has none.

    The legal text stays as it is, so no decision is needed.

    Raises:
        NotPermitted: The actor does not keep the catalogue.
        NoSuchProcedure: The catalogue has no such code.
        FaultyRecord: A part is missing or too long; it names every fault.

    Publishes:
        PlainTextWritten

    Law:
        ND 63/2010
    """
    edition = lock_edition()
    require_for_all(permissions.MANAGE, actor)
    version = latest_version(code)
    missing = str(Reason.MISSING.label)
    faults = [Fault(f"plain.{part}", missing) for part in plain.missing_parts(text)]
    faults += _long(text)
    if faults:
        raise FaultyRecord(faults=tuple(faults))
    write_text(version, text, by=actor.name, at=at)
    renew(edition, at)
    written = PlainTextWritten(
        procedure_id=version.procedure_id, procedure_code=code, version_number=version.number
    )
    house.publish(written, by=actor, at=at)


@transaction.atomic
def withdraw_procedure(
    *,
    actor: Actor,
    code: str,
    replaced_by: str = "",
    decision_no: str,
    decision_date: date,
    effective_from: date,
    at: datetime,
) -> int:
    """Withdraw a procedure by a decision: abolished, or replaced by another.

    Returns:
        The number of the version that says so; running dossiers keep theirs.

    Raises:
        NotPermitted: The actor does not keep the catalogue.
        NoSuchProcedure: The catalogue has no such code, or not the one that takes its place.
        FaultyRecord: The decision is incomplete, in the future, or later than its effect.
        LaterVersionThere: A version from a later day is published already.

    Publishes:
        ProcedureVersionPublished, ProcedurePublished

    Law:
        ND 63/2010
    """
    edition = lock_edition()
    require_for_all(permissions.MANAGE, actor)
    before = latest_version(code)
    if replaced_by:
        latest_version(replaced_by)
    content = replace(
        Content(**contents.values_of(before.content)),
        status=Status.REPLACED if replaced_by else Status.ABOLISHED,
        replaced_by=replaced_by,
        decision=decision_no.strip(),
    )
    decision = Decision(
        number=decision_no.strip(), day=decision_date, effective_from=effective_from
    )
    version = publish_one(
        edition,
        before,
        content,
        decision=decision,
        origin=Origin.WITHDRAWAL,
        text=None,
        actor=actor,
        at=at,
    )
    return version.number
