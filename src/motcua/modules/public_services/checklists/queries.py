"""Every way to ask about check lists, reasons and what was found in files."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Protocol

from motcua.kernel.signatures import api as signatures

from . import rules
from .models import ComponentCheck, Inspection, Reason
from .rules.kinds import DATA
from .types import CheckList, Finding, Question, ReasonInfo, Verdict

EVER = date(2000, 1, 1)


class Asked(Protocol):
    """The parts of a paper's need that decide what is asked of it."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def declared(self) -> bool: ...
    @property
    def shown(self) -> bool: ...


@cache
def shipped_reasons() -> Mapping[str, ReasonInfo]:
    """Return the reasons that the product brings along, by code."""
    records = json.loads((DATA / "reasons.json").read_text(encoding="utf-8"))
    return {
        record["code"]: ReasonInfo(
            code=record["code"],
            question=Question(record["question"]),
            text=record["text"],
            advice=record["advice"],
            valid_from=EVER,
            shipped=True,
        )
        for record in records
    }


def list_reasons(*, on: date | None = None) -> tuple[ReasonInfo, ...]:
    """Return the catalogue of reasons in the order of the questions; one query.

    Args:
        on: Only those that may be given on that day; all of them without it.
    """
    rows = {row.code: row.to_info() for row in Reason.objects.order_by("valid_from", "code")}
    every = {**shipped_reasons(), **rows}
    order = list(Question)
    found = [each for each in every.values() if on is None or each.holds_on(on)]
    return tuple(sorted(found, key=lambda each: order.index(each.question)))


def reasons_by_code() -> Mapping[str, ReasonInfo]:
    """Return all reasons that there ever were, by code: what was found long ago stays readable."""
    return {each.code: each for each in list_reasons()}


def check_lists(
    *, procedure_code: str, needs: Iterable[Asked], on: date
) -> Mapping[str, CheckList]:
    """Return what is asked of each paper of a procedure on a day, by its key; one query.

    Law:
        ND 61/2018, article 17; ND 118/2025
    """
    rows = ComponentCheck.objects.filter(procedure_code=procedure_code, valid_from__lte=on)
    own = {row.component_key: row for row in rows.order_by("valid_from", "set_at")}
    found = {}
    for need in needs:
        row = own.get(need.key)
        if row is None:
            found[need.key] = rules.check_list_of(
                need.name, declared=need.declared, shown=need.shown
            )
        else:
            asked = set(row.questions)
            questions = tuple(each for each in Question if each.value in asked)
            found[need.key] = CheckList(questions=questions, months=row.months, own=True)
    return found


def changes_of(*, procedure_code: str) -> tuple[ComponentCheck, ...]:
    """Return what a procedure's check lists were set to, the latest first."""
    rows = ComponentCheck.objects.filter(procedure_code=procedure_code)
    return tuple(rows.order_by("-valid_from", "-set_at"))


class Inspected(Protocol):
    """The parts of an inspection that neighbours read."""

    @property
    def signed_on(self) -> date | None: ...
    def to_findings(self) -> tuple[Finding, ...]: ...


def inspections(contents: Collection[str]) -> Mapping[str, Inspected]:
    """Return what was found in files, by the hash of their content; one query."""
    return {row.sha256: row for row in Inspection.objects.filter(sha256__in=list(set(contents)))}


def in_date(issued: date, months: int | None, *, on: date) -> Finding | None:
    """Return whether a paper issued on a day is still good; None if nothing limits it."""
    if months is None:
        return None
    until = rules.good_until(issued, months)
    good = on <= until
    return Finding(
        question=Question.IN_DATE,
        verdict=Verdict.GOOD if good else Verdict.BAD,
        what="IN_DATE" if good else "OUT_OF_DATE",
        details={"issued": f"{issued:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"},
    )


_OWN = {
    signatures.CitizenFinding.VALID: ("SIGNED_BY_APPLICANT", Verdict.GOOD),
    signatures.CitizenFinding.VALID_BY_NAME: ("SIGNED_BY_NAMESAKE", Verdict.NOTE),
    signatures.CitizenFinding.OTHER_PERSON: ("SIGNED_BY_ANOTHER", Verdict.BAD),
    signatures.CitizenFinding.INVALID: ("SIGNATURE_INVALID", Verdict.BAD),
    signatures.CitizenFinding.UNSURE: ("SIGNATURE_UNSURE", Verdict.DOUBT),
}


def is_signed(inspected: Inspected) -> bool:
    """Tell whether a file bears a digital signature, whosever and however good."""
    return any("signers" in each.details for each in inspected.to_findings())


def own_signature(
    inspected: Inspected, *, people: Sequence[signatures.CitizenRef], asked: bool
) -> Finding | None:
    """Return whether a paper bears the applicant's own digital signature; an officer confirms it.

    Where nobody asks for it, only what somebody else has signed is worth a word.

    Args:
        people: The applicant, and whoever acts for him by a mandate.
        asked: The procedure asks for it.

    Law:
        ND 45/2020; ND 23/2025, art. 16
    """
    own = Question.OWN_SIGNATURE
    looked = [each for each in inspected.to_findings() if each.question is Question.SIGNED]
    facts = next((each.details for each in looked if "signers" in each.details), None)
    if facts is None:
        unsigned = all(each.what == "NOT_SIGNED_DIGITALLY" for each in looked)
        missing = Finding(question=own, verdict=Verdict.BAD, what="NOT_SIGNED_BY_APPLICANT")
        return missing if asked and unsigned else None
    signers = [
        signatures.SignerFacts(**{**each, "outcome": signatures.Outcome(each["outcome"])})
        for each in facts["signers"]
    ]
    outcome = signatures.Outcome(facts["outcome"])
    found = [signatures.judge_signers(outcome, signers, person=each) for each in people]
    if not found:
        return None
    best = next((each for each in found if each.accepted), found[0])
    what, verdict = _OWN[best.finding]
    by_another = best.finding is signatures.CitizenFinding.OTHER_PERSON
    if not asked:
        if not by_another:
            return None
        verdict = Verdict.DOUBT
    return Finding(question=own, verdict=verdict, what=what, details={"signer": best.signer})
