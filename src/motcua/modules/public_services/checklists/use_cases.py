"""Every way to change check lists and reasons, and the look into a file."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.signatures import api as signatures

from . import permissions, queries, rules
from .errors import (
    AlreadyRetired,
    CheckListInvalid,
    NoSuchReason,
    ReasonIncomplete,
)
from .events import CheckListChanged, ReasonAdded, ReasonRetired
from .models import ComponentCheck, Inspection, Reason
from .rules.pages import scans_in
from .types import Finding, Question, ReasonInfo, Verdict

CODE = re.compile(r"[A-Z][A-Z0-9_]{1,39}")
MOST_SCANS = 10
LONGEST = 600
MOST_MONTHS = 1200


@transaction.atomic
def inspect_file(*, actor: Actor, file_id: UUID, at: datetime) -> tuple[Finding, ...]:  # noqa: ARG001 - every use case says who
    """Look into a stored file and remember what was found, once for each content.

    Done when a paper is added, so that sending and reception only read it. A file that the system
    cannot look into is a doubt, never an error.

    Raises:
        FileUnknown: There is no such file.
        FileMissing: The disk does not have it.

    Law:
        ND 45/2020; TT 01/2023
    """
    infos = documents.file_info([file_id])
    if file_id not in infos:
        raise documents.FileUnknown
    info = infos[file_id]
    known = Inspection.objects.filter(sha256=info.sha256).first()
    if known is not None:
        return known.to_findings()
    content = documents.read(file_id)
    findings, signed_on = _look(content, info.media_type, at)
    row = Inspection(
        sha256=info.sha256,
        findings=[each.to_json() for each in findings],
        signed_on=signed_on,
        inspected_at=at,
    )
    Inspection.objects.bulk_create([row], ignore_conflicts=True)  # another may have looked, too
    return row.to_findings()


def _look(content: bytes, media_type: str, at: datetime) -> tuple[tuple[Finding, ...], date | None]:
    if media_type.startswith("image/"):
        return (rules.look_at_picture(content),), None
    if media_type == documents.MediaType.PDF:
        signature, signed_on = _signature(content, at)
        return (_pages(content), signature), signed_on
    opens = Finding(question=Question.LEGIBLE, verdict=Verdict.NOTE, what="FILE_OPENS")
    return (opens,), None


def _pages(content: bytes) -> Finding:
    try:
        amount, empty = rules.blank_pages(content)
        scans = [scan for scan, _n in zip(scans_in(content), range(MOST_SCANS), strict=False)]
    except documents.UNREADABLE_PDF:
        return Finding(question=Question.LEGIBLE, verdict=Verdict.NOTE, what="PDF_UNREADABLE")
    if empty:
        pages = ", ".join(str(n) for n in empty)
        return Finding(
            question=Question.LEGIBLE,
            verdict=Verdict.DOUBT,
            what="PDF_BLANK_PAGES",
            details={"pages": pages},
        )
    doubts = [each for each in map(rules.look_at_picture, scans) if each.verdict is Verdict.DOUBT]
    if doubts and len(doubts) == len(scans):
        return doubts[0]
    return Finding(
        question=Question.LEGIBLE, verdict=Verdict.GOOD, what="PDF_OPENS", details={"pages": amount}
    )


def _signature(content: bytes, at: datetime) -> tuple[Finding, date | None]:
    unsigned = Finding(question=Question.SIGNED, verdict=Verdict.NOTE, what="NOT_SIGNED_DIGITALLY")
    if b"/ByteRange" not in content:
        return unsigned, None
    try:
        verdict = signatures.validate(pdf=content, at=at)
    except signatures.NotAPdf:
        return unsigned, None
    signer = verdict.signatures[0].signer if verdict.signatures else _("somebody unknown")
    told = (each.signed_at or each.claimed_at for each in verdict.signatures)
    instants = [instant for instant in told if instant is not None]
    what, grade = {
        signatures.Outcome.PASSED: ("SIGNATURE_VALID", Verdict.GOOD),
        signatures.Outcome.FAILED: ("SIGNATURE_INVALID", Verdict.BAD),
    }.get(verdict.outcome, ("SIGNATURE_UNSURE", Verdict.DOUBT))
    signers = [
        {
            "name": each.name,
            "outcome": each.outcome.value,
            "personal_number": each.personal_number,
            "reason": each.reason,
        }
        for each in signatures.signers_of(verdict)
    ]
    found = Finding(
        question=Question.SIGNED,
        verdict=grade,
        what=what,
        details={"signer": signer, "signers": signers, "outcome": verdict.outcome.value},
    )
    return found, local_date(min(instants)) if instants else None


@transaction.atomic
def add_reason(
    *,
    actor: Actor,
    code: str,
    question: str,
    text: str,
    advice: str,
    valid_from: date,
    at: datetime,
) -> ReasonInfo:
    """Add a reason to the catalogue, from a day on.

    Args:
        text: What is wrong, in plain words for the citizen.
        advice: What he can do.

    Raises:
        NotPermitted: The actor does not keep the catalogue.
        ReasonIncomplete: Something is missing, or the code is taken; all faults are named.

    Publishes:
        ReasonAdded

    Law:
        ND 61/2018; ND 118/2025; TT 03/2025, form 02
    """
    permissions.MANAGE.require(actor)
    code, text, advice = code.strip().upper(), text.strip(), advice.strip()
    faults = []
    if not CODE.fullmatch(code):
        faults.append(Fault("code", _("A code is in capitals, such as TOO_OLD.")))
    elif code in queries.reasons_by_code():
        faults.append(Fault("code", _("This code is taken already.")))
    if question not in Question.values:
        faults.append(Fault("question", _("Choose the question that it answers.")))
    faults += [
        Fault(name, _("Write it in at most %(most)s letters.") % {"most": LONGEST})
        for name, value in (("text", text), ("advice", advice))
        if not value or len(value) > LONGEST
    ]
    if faults:
        raise ReasonIncomplete(faults=tuple(faults))
    row = Reason(
        code=code,
        question=question,
        text=text,
        advice=advice,
        valid_from=valid_from,
        added_at=at,
        added_by=actor.name,
    )
    row.save(force_insert=True)
    event = ReasonAdded(reason_id=row.id, reason_code=code, valid_from=valid_from)
    house.publish(event, by=actor, at=at)
    return row.to_info()


@transaction.atomic
def retire_reason(*, actor: Actor, code: str, valid_to: date, at: datetime) -> ReasonInfo:
    """End a reason: from that day on it is not offered any more; what was written with it stays.

    Raises:
        NotPermitted: The actor does not keep the catalogue.
        NoSuchReason: There is none of that code.
        AlreadyRetired: It ends already, on another day.

    Publishes:
        ReasonRetired

    Law:
        ND 118/2025
    """
    permissions.MANAGE.require(actor)
    row = Reason.objects.select_for_update().filter(code=code).first()
    if row is None:
        shipped = queries.shipped_reasons().get(code)
        if shipped is None:
            raise NoSuchReason
        row = Reason(
            code=code,
            question=shipped.question,
            text=shipped.text,
            advice=shipped.advice,
            valid_from=shipped.valid_from,
            shipped=True,
            added_at=at,
            added_by=actor.name,
        )
    if row.valid_to is not None and row.valid_to != valid_to:
        raise AlreadyRetired
    row.valid_to = max(valid_to, row.valid_from)
    row.save()
    event = ReasonRetired(reason_id=row.id, reason_code=code, valid_to=row.valid_to)
    house.publish(event, by=actor, at=at)
    return row.to_info()


@transaction.atomic
def set_check_list(
    *,
    actor: Actor,
    procedure_code: str,
    component_key: str,
    questions: Sequence[str],
    months: int | None,
    valid_from: date,
    legal_basis: str = "",
    at: datetime,
) -> None:
    """Let a procedure ask its own questions of one of its papers, from a day on.

    Args:
        months: How long the paper is good after its issue; None for without end.

    Raises:
        NotPermitted: The actor does not keep the check lists.
        CheckListInvalid: No question is asked, or the months are impossible.

    Publishes:
        CheckListChanged

    Law:
        ND 61/2018, article 17; ND 118/2025
    """
    permissions.MANAGE.require(actor)
    asked = [each.value for each in Question if each.value in questions]
    faults = []
    if not asked:
        faults.append(Fault("questions", _("Ask at least one question.")))
    if months is not None and not 1 <= months <= MOST_MONTHS:
        faults.append(Fault("months", _("Write the months as a whole number from 1 to 1200.")))
    if faults:
        raise CheckListInvalid(faults=tuple(faults))
    row, _made = ComponentCheck.objects.update_or_create(
        procedure_code=procedure_code,
        component_key=component_key,
        valid_from=valid_from,
        defaults={
            "questions": asked,
            "months": months,
            "legal_basis": legal_basis.strip(),
            "set_at": at,
            "set_by": actor.name,
        },
    )
    event = CheckListChanged(
        check_id=row.id,
        procedure_code=procedure_code,
        component_key=component_key,
        valid_from=valid_from,
    )
    house.publish(event, by=actor, at=at)
