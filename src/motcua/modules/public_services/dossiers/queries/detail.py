"""One dossier, from near."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.forms import api as forms
from motcua.kernel.identity import api as identity
from motcua.kernel.signatures import api as signatures
from motcua.modules.public_services.checklists import api as checklists
from motcua.modules.public_services.procedures import api as procedures

from .. import rules
from ..errors import DossierNotFound, DraftNotFound
from ..models import (
    Check,
    Draft,
    DraftPaper,
    IssuedForm,
    Result,
    Submission,
    SubmittedPaper,
    SupplementRequest,
)
from .lists import NOBODY
from .one import One


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenFile:
    """A file given for a paper; ``info`` None: the original was brought to the counter."""

    paper_id: UUID
    name: str
    info: documents.FileInfo | None
    round: int
    source: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A paper of the list: what is needed, what was given, what reception found."""

    need: rules.PaperNeed
    originals: int
    copies: int
    files: tuple[GivenFile, ...]
    check: Check | None
    asked: checklists.CheckList
    findings: Mapping[checklists.Question, checklists.Finding] = field(default_factory=dict)

    @property
    def is_given(self) -> bool:
        return bool(self.files) or not self.need.is_added


_WHOLE = One("dossier", "dossier__case", "dossier__result", "unit", "handling_unit")


def get_submission(*, actor: Actor, code: str) -> Submission:
    """Return a dossier with its case and result; an official opens it by ``open_dossier`` instead.

    Raises:
        DossierNotFound: There is none of that code that the actor may see.
    """
    submission = _WHOLE.find(actor, code)
    if submission is None:
        raise DossierNotFound
    return submission


def get_draft(*, actor: Actor, draft_id: UUID) -> Draft:
    """Return the actor's own draft with its papers.

    Raises:
        DraftNotFound: It is not his.
    """
    own = Draft.objects.filter(id=draft_id, account_id=actor.account_id or NOBODY)
    draft = own.select_related("unit").prefetch_related("papers").first()
    if draft is None:
        raise DraftNotFound
    return draft


def _lines(
    version: procedures.VersionInfo,
    of: Draft | Submission,
    files: Sequence[tuple[str, GivenFile]],
    checks: dict[str, Check],
    on: date,
) -> tuple[PaperLine, ...]:
    counts = {each.key: (each.originals, each.copies) for each in version.components}
    needs = rules.paper_needs(version.components, cases=of.cases, has_form=True)
    asked = checklists.check_lists(procedure_code=version.code, needs=needs, on=on)
    contents = [file.info.sha256 for _key, file in files if file.info]
    inspected = checklists.inspections(contents) if contents else {}
    signed = any(checklists.is_signed(each) for each in inspected.values())
    people = _people_of(of) if signed else ()
    lines = []
    for need in needs:
        given = tuple(file for key, file in files if key == need.key)
        lines.append(
            PaperLine(
                need=need,
                originals=counts[need.key][0],
                copies=counts[need.key][1],
                files=given,
                check=checks.get(need.key),
                asked=asked[need.key],
                findings=findings_of(need, given, asked[need.key], inspected, people=people, on=on),
            )
        )
    return tuple(lines)


def _people_of(of: Draft | Submission) -> tuple[signatures.CitizenRef, ...]:
    """Return whose signature counts: the applicant's, and that of whoever acts for him."""
    both = (of.person_id, getattr(of, "representative_id", None))
    ids = [each for each in both if each is not None]
    known = identity.persons(ids)
    return tuple(
        signatures.CitizenRef(
            name=known[each].full_name, personal_number=known[each].personal_number or ""
        )
        for each in ids
        if each in known
    )


def findings_of(
    need: rules.PaperNeed,
    files: Sequence[GivenFile],
    asked: checklists.CheckList,
    inspected: Mapping[str, checklists.Inspected],
    *,
    people: Sequence[signatures.CitizenRef] = (),
    on: date,
) -> Mapping[checklists.Question, checklists.Finding]:
    """Return what the system found about a paper; of several files the gravest counts."""
    found: dict[checklists.Question, checklists.Finding] = {}
    evidence = _evidence(files, asked.months, inspected, on=on)
    own = _own_signatures(need, files, asked, inspected, people)
    for each in (_presence(need, files), *evidence, *own):
        if each is None:
            continue
        before = found.get(each.question)
        if before is None or each.grade > before.grade:
            found[each.question] = each
    return found


def _own_signatures(
    need: rules.PaperNeed,
    files: Sequence[GivenFile],
    asked: checklists.CheckList,
    inspected: Mapping[str, checklists.Inspected],
    people: Sequence[signatures.CitizenRef],
) -> Iterator[checklists.Finding | None]:
    """Yield whether the applicant himself signed what he declares, in the newest files."""
    is_asked = checklists.Question.OWN_SIGNATURE in asked.questions
    kind = checklists.kind_of(need.name)
    if not is_asked and (kind is None or kind.code != "don-to-khai"):
        return
    latest = max((file.round for file in files), default=0)
    for file in files:
        inspection = inspected.get(file.info.sha256) if file.info else None
        if file.round == latest and inspection is not None:
            yield checklists.own_signature(inspection, people=people, asked=is_asked)


def _evidence(
    files: Sequence[GivenFile],
    months: int | None,
    inspected: Mapping[str, checklists.Inspected],
    *,
    on: date,
) -> Iterator[checklists.Finding | None]:
    latest = max((file.round for file in files), default=0)
    for file in files:
        if file.round < latest:
            continue  # a better one came with the supplement
        inspection = inspected.get(file.info.sha256) if file.info else None
        if inspection is not None:
            yield from inspection.to_findings()
        if file.source:
            yield _of_records(checklists.Question.RIGHT_PERSON)
            issued = date.fromisoformat(file.source["issued_at"][:10])
            yield checklists.in_date(issued, months, on=on)
        elif inspection is not None and inspection.signed_on:
            yield checklists.in_date(inspection.signed_on, months, on=on)


def _of_records(question: checklists.Question) -> checklists.Finding:
    good = checklists.Verdict.GOOD
    return checklists.Finding(question=question, verdict=good, what="FROM_RECORDS")


def _presence(need: rules.PaperNeed, files: Sequence[GivenFile]) -> checklists.Finding | None:
    present, verdicts = checklists.Question.PRESENT, checklists.Verdict
    if need.declared:
        answers = checklists.Question.ANSWERS
        return checklists.Finding(question=answers, verdict=verdicts.NOTE, what="AS_DECLARED")
    if need.shown:
        return None
    if not files:
        grade = verdicts.BAD if need.required else verdicts.NOTE
        return checklists.Finding(question=present, verdict=grade, what="MISSING")
    if any(file.source for file in files):
        return _of_records(present)
    brought = any(file.info is None for file in files)
    what = "ON_THE_COUNTER" if brought else "GIVEN"
    return checklists.Finding(question=present, verdict=verdicts.GOOD, what=what)


def list_paper_lines(*, of: Draft | Submission) -> tuple[PaperLine, ...]:
    """Return the list of papers with what was given and found; at most five queries.

    A part of a joined errand has the papers that came with it: the list was checked for the whole.
    """
    version = procedures.get_version_by_id(of.version_id)
    papers: list[DraftPaper | SubmittedPaper] = list(of.papers.order_by("added_at", "id"))
    infos = documents.file_info([paper.file_id for paper in papers if paper.file_id])
    files = [
        (
            paper.component_key,
            GivenFile(
                paper_id=paper.id,
                name=paper.name,
                info=infos.get(paper.file_id) if paper.file_id else None,
                round=getattr(paper, "round", 0),
                source=paper.source,
            ),
        )
        for paper in papers
    ]
    if isinstance(of, Submission) and of.part_of_id is not None:
        return _taken_over(papers, files)
    checks: dict[str, Check] = {}
    if isinstance(of, Submission):
        checks = {check.component_key: check for check in of.checks.all()}
    worked_at = of.submitted_at if isinstance(of, Submission) else of.updated_at
    return _lines(version, of, files, checks, local_date(worked_at))


def _taken_over(
    papers: Sequence[DraftPaper | SubmittedPaper], files: Sequence[tuple[str, GivenFile]]
) -> tuple[PaperLine, ...]:
    names: dict[str, str] = {}
    for paper in papers:
        names.setdefault(paper.component_key, paper.name)
    return tuple(
        PaperLine(
            need=rules.PaperNeed(
                key=key, name=name, required=True, case="", declared=False, shown=False
            ),
            originals=0,
            copies=0,
            files=tuple(file for each, file in files if each == key),
            check=None,
            asked=checklists.CheckList(questions=()),
            findings={},
        )
        for key, name in names.items()
    )


def open_supplement_request(*, submission: Submission) -> SupplementRequest | None:
    """Return the request that waits for the applicant."""
    return submission.supplement_requests.filter(answered_at=None).first()


def last_answer(*, submission: Submission) -> SupplementRequest | None:
    """Return the request that was answered last."""
    answered = submission.supplement_requests.exclude(answered_at=None)
    return answered.order_by("-answered_at").first()


def papers_of_round(*, submission: Submission, nth: int) -> list[SubmittedPaper]:
    """Return the papers that came with an answer, counted from 1."""
    return list(submission.papers.filter(round=nth).order_by("added_at", "id"))


def forms_of(*, submission: Submission) -> list[IssuedForm]:
    """Return the forms given out in a dossier, the first one first."""
    return list(submission.forms.defer("data").order_by("issued_at", "id"))


def result_of(*, submission: Submission) -> Result | None:
    """Return the result of a dossier, drafted or signed."""
    return Result.objects.select_related("file").filter(dossier_id=submission.id).first()


def form_of(*, submission: Submission) -> forms.Form:
    """Return the form on which a dossier was declared."""
    if submission.form_id is None:
        return forms.form_for_procedure(
            submission.procedure_code, local_date(submission.submitted_at)
        )
    return forms.get_form_by_id(submission.form_id)
