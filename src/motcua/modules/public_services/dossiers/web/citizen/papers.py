"""Papers: added with the camera, looked at again, answered with; forms and results as PDF."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.ui import words

from ... import queries, use_cases
from ...errors import DossierNotFound, NoResultYet, NothingAsked, PaperNotHeld
from ...models import Draft, Submission
from ...queries.known_papers import consent_words
from ...types import Channel, FormNumber
from ..checking import doubt_of, found_rows
from . import steps

KIND = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}


def _file_name(file: queries.GivenFile) -> str:
    if file.source:
        return f"{file.source['title']} {file.source['number']}".strip()
    return file.info.filename if file.info else _("the original, at the counter")


def _source_words(file: queries.GivenFile) -> str:
    """Return where a paper of our own records is from, and when it was looked up."""
    if not file.source:
        return ""
    return _("taken from our records with consent: %(issuer)s; looked up %(at)s") % {
        "issuer": file.source["issuer"],
        "at": words.as_instant(datetime.fromisoformat(file.source["looked_up_at"])),
    }


def offers_for(
    of: Draft | Submission,
    lines: Sequence[queries.PaperLine],
    at: datetime,
    *,
    anew: Collection[str] = (),
) -> dict[str, dict[str, Any]]:
    """Return the papers that we hold and that may stand for those asked for, by the key.

    Args:
        anew: Keys of papers that are asked for once more, whatever was given.
    """
    if of.person_id is None:
        return {}
    held = queries.known_papers(
        person_id=of.person_id,
        procedure_code=of.procedure_code,
        needs=[line.need for line in lines],
        at=at,
    )
    if not held:
        return {}
    unwanted = queries.declined(draft_id=of.id if isinstance(of, Draft) else of.client_key)
    found = {}
    for line in lines:
        key = line.need.key
        used = {file.source.get("record") for file in line.files}
        used |= {str(file.paper_id) for file in line.files}
        known = [each for each in held.get(key, ()) if each.record not in used]
        good = [each for each in known if each.is_valid]
        is_given = bool(line.files) and key not in anew
        found[key] = {
            "offers": [
                {
                    "known": each,
                    "day": words.as_date(local_date(each.issued_at)),
                    "words": consent_words(each, line.need.name),
                    "value": f"{key}|{each.source}|{each.record}",
                    "declined": (key, each.source, each.record) in unwanted,
                }
                for each in (() if is_given else good)
            ],
            "ended": []
            if good or is_given
            else [
                {"title": f"{each.title} {each.number}".strip(), "why": each.why} for each in known
            ],
        }
    return found


def answer_offer(request: Request, draft_id: UUID) -> bool:
    """Do what the person said to an offer: use the paper, or note that he does not want it."""
    for name, act in (
        ("use", use_cases.use_known_paper),
        ("decline", use_cases.decline_known_paper),
    ):
        if value := request.POST.get(name):
            key, source, record = [*value.split("|"), "", ""][:3]
            act(
                actor=request.actor,
                draft_id=draft_id,
                component_key=key,
                source=source,
                record=record,
                at=request.at,
            )
            return True
    return False


def file_rows(lines: Sequence[queries.PaperLine], href: Any, *, removable: bool) -> dict[str, Any]:
    """Return the files of each paper for the component, by the paper's key."""
    return {
        line.need.key: [
            {
                "name": _file_name(file),
                "note": _source_words(file),
                "href": href(file.paper_id) if file.info else "",
                "kind": KIND.get(str(file.info.media_type), "") if file.info else "",
                "size": file.info.size if file.info else 0,
                "preview": href(file.paper_id)
                if file.info and str(file.info.media_type).startswith("image/")
                else "",
                "remove": {"name": "remove", "value": str(file.paper_id)} if removable else None,
            }
            for file in line.files
        ]
        for line in lines
    }


def _add_files(request: Request, draft: Draft) -> list[Fault]:
    """Store what was chosen for each paper; return what was refused, in plain words."""
    faults = []
    for line in queries.list_paper_lines(of=draft):
        name = f"papers.{line.need.key}"
        for upload in request.FILES.getlist(name):
            try:
                stored = documents.store(
                    content=upload, filename=upload.name or "", actor=request.actor, at=request.at
                )
                use_cases.add_draft_paper(
                    actor=request.actor,
                    draft_id=draft.id,
                    component_key=line.need.key,
                    name=line.need.name,
                    file_id=stored.id,
                    at=request.at,
                )
            except DomainError as refusal:
                faults.append(Fault(name, str(refusal)))
    return faults


@access.signed_in
def papers(request: Request, draft_id: UUID) -> HttpResponse:
    """Ask for the papers, camera first."""
    draft = queries.get_draft(actor=request.actor, draft_id=draft_id)
    if draft.submission_code:
        return redirect("dossiers:sent", code=draft.submission_code)
    form = steps.form_of(draft, request)
    row = steps.pages(draft, form, steps.PAPERS)
    faults: list[Fault] = []
    if request.method == "POST":
        faults = _add_files(request, draft)
        answered = answer_offer(request, draft.id)
        if remove := request.POST.get("remove"):
            with suppress(ValueError):  # what names no paper takes none out
                use_cases.remove_draft_paper(
                    actor=request.actor, draft_id=draft.id, paper_id=UUID(remove), at=request.at
                )
        if not faults:
            stay = "add" in request.POST or remove or answered
            return redirect(request.path if stay else steps.beside(row)[1])
        draft = queries.get_draft(actor=request.actor, draft_id=draft_id)
    lines = queries.list_paper_lines(of=draft)
    errors = {fault.path: fault.message for fault in faults}
    rows = file_rows(
        lines, lambda paper_id: f"/drafts/{draft.id}/papers/{paper_id}/", removable=True
    )
    offers = offers_for(draft, lines, request.at)
    context = {
        "draft": draft,
        "version": steps.version_of(draft),
        "steps": row,
        "back": steps.beside(row)[0],
        "papers": [
            {
                "line": line,
                "found": found_rows(line) if line.need.is_added else [],
                "has_doubt": bool(line.files) and bool(doubt_of(line)),
                **offers.get(line.need.key, {"offers": [], "ended": []}),
                "name": f"papers.{line.need.key}",
                "error": errors.get(f"papers.{line.need.key}", ""),
                "files": rows[line.need.key],
            }
            for line in lines
        ],
        "faults": faults,
    }
    return render(request, "dossiers/citizen/papers.html", context)


@access.signed_in
def draft_file(request: Request, draft_id: UUID, paper_id: UUID) -> HttpResponse:
    """Show a file of one's own draft."""
    draft = queries.get_draft(actor=request.actor, draft_id=draft_id)
    paper = draft.papers.filter(id=paper_id).exclude(file=None).first()
    if paper is None or paper.file_id is None:
        raise Http404
    return documents.serve(paper.file_id)


def own_submission(request: Request, code: str) -> Submission:
    """Return the reader's own dossier.

    Raises:
        DossierNotFound: It is not his.
    """
    if request.actor.is_official:
        raise DossierNotFound
    return queries.get_submission(actor=request.actor, code=code)


@access.signed_in
def file(request: Request, code: str, paper_id: UUID) -> HttpResponse:
    """Show a file of one's own dossier."""
    submission = own_submission(request, code)
    paper = submission.papers.filter(id=paper_id).exclude(file=None).first()
    if paper is None or paper.file_id is None:
        raise Http404
    return documents.serve(paper.file_id)


@access.signed_in
def form(request: Request, code: str, form: str) -> HttpResponse:
    """Give a form of one's own dossier as PDF."""
    submission = own_submission(request, code)
    if form not in FormNumber.values or form == FormNumber.CONTROL:
        raise Http404
    number = request.GET.get("number", "")
    pdf = queries.draw_form(submission=submission, form=FormNumber(form), number=number)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{code}-mau-{form}.pdf"'
    return response


@access.signed_in
def result(request: Request, code: str) -> HttpResponse:
    """Give the signed result of one's own dossier, byte for byte."""
    submission = own_submission(request, code)
    found = queries.result_of(submission=submission)
    if found is None or found.file_id is None:
        raise NoResultYet
    return documents.serve(found.file_id, download=True)


@access.signed_in
def supplement(request: Request, code: str) -> HttpResponse:
    """Ask for everything that is missing, at once."""
    submission = own_submission(request, code)
    asked = queries.open_supplement_request(submission=submission)
    if asked is None:
        raise NothingAsked
    faults: list[Fault] = []
    if request.method == "POST":
        faults = answer_asked(request, submission, asked.items)
        if not faults:
            return redirect("dossiers:dossier", code=code)
    context = {
        "submission": submission,
        "asked": asked,
        "items": asked_rows(request, submission, asked.items, faults),
        "faults": faults,
    }
    return render(request, "dossiers/citizen/supplement.html", context)


LONGEST_REPLY = 2000


def asked_rows(
    request: Request,
    submission: Submission,
    items: Sequence[dict[str, str]],
    faults: Sequence[Fault],
) -> list[dict[str, Any]]:
    """Return what is asked for, with its fields, what was typed, what is wrong, what we hold."""
    errors = {fault.path: fault.message for fault in faults}
    offers = _held_for(request, submission, items)
    return [
        {
            **item,
            **offers.get(item["key"], {"offers": [], "ended": []}),
            "field": _field_of(item, nth),
            "error": errors.get(_field_of(item, nth), ""),
            "value": request.POST.get(_field_of(item, nth), ""),
        }
        for nth, item in enumerate(items)
    ]


def _held_for(
    request: Request, submission: Submission, items: Sequence[dict[str, str]]
) -> dict[str, dict[str, Any]]:
    """Return the papers that we hold for what is asked for, ticked where they were ticked."""
    asked = {item["key"] for item in items if item["key"]}
    if not asked:
        return {}
    lines = [line for line in queries.list_paper_lines(of=submission) if line.need.key in asked]
    found = offers_for(submission, lines, request.at, anew=asked)
    for each in found.values():
        for offer in each["offers"]:
            offer["chosen"] = offer["value"] in request.POST.getlist("known")
    return found


def _known(request: Request, items: Sequence[dict[str, str]]) -> list[tuple[str, str, str]]:
    """Return the held papers to whose use the applicant agreed."""
    asked = {item["key"] for item in items}
    chosen = [(*value.split("|"), "", "")[:3] for value in request.POST.getlist("known")]
    return [(key, source, record) for key, source, record in chosen if key in asked]


def _field_of(item: dict[str, str], nth: int) -> str:
    """Return the name of the field in which an item is answered: a file, or words."""
    return f"papers.{item['key']}" if item["key"] else f"answer.{nth}"


def _given(
    request: Request, items: Sequence[dict[str, str]], faults: list[Fault]
) -> list[tuple[str, str, UUID | None]]:
    """Store the files of an answer; say of each one refused why."""
    given: list[tuple[str, str, UUID | None]] = []
    for item in (each for each in items if each["key"]):
        for upload in request.FILES.getlist(f"papers.{item['key']}"):
            try:
                stored = documents.store(
                    content=upload, filename=upload.name or "", actor=request.actor, at=request.at
                )
            except DomainError as refusal:
                faults.append(Fault(f"papers.{item['key']}", str(refusal)))
            else:
                given.append((item["key"], item["name"], stored.id))
    return given


def _replies(request: Request, items: Sequence[dict[str, str]], faults: list[Fault]) -> str:
    """Return what was written to the things that are no papers."""
    replies = []
    for nth, item in enumerate(items):
        if item["key"]:
            continue
        typed = request.POST.get(_field_of(item, nth), "").strip()[:LONGEST_REPLY]
        replies.append(f"{item['name']}: {typed}")
        if not typed:
            faults.append(Fault(_field_of(item, nth), _("Write your answer.")))
    return "\n".join(replies)


def answer_asked(
    request: Request,
    submission: Submission,
    items: Sequence[dict[str, str]],
    *,
    channel: Channel = Channel.ONLINE,
) -> list[Fault]:
    """Answer everything that was asked for, or return what is still missing.

    At the counter an original that lies there stands for a file.
    """
    faults: list[Fault] = []
    given = _given(request, items, faults)
    if channel is not Channel.ONLINE:
        scanned = {key for key, _name, _file in given}
        there = set(request.POST.getlist("originals")) - scanned
        given += [(item["key"], item["name"], None) for item in items if item["key"] in there]
    known, reply = _known(request, items), _replies(request, items, faults)
    if faults:
        return faults
    try:
        use_cases.answer_supplement(
            actor=request.actor,
            code=submission.code,
            papers=given,
            known=known,
            reply=reply,
            channel=channel,
            at=request.at,
        )
    except PaperNotHeld as refusal:
        return [Fault(f"papers.{known[0][0]}", str(refusal))]
    except Invalid as refusal:
        return [
            Fault(fault.path, _("%(paper)s is still missing.") % {"paper": fault.message})
            for fault in refusal.faults
        ]
    return []
