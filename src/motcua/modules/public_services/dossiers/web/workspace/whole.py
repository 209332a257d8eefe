"""A dossier on one page: its steps with the planned ones, its people, the opinions, the panels."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.foundation import modules
from motcua.foundation.http import Request
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation

from ... import queries
from ...models import Submission
from ...ports import CasePanel
from ...types import Panel
from ..distance import Distances

DONE, LATE, NOW, NEXT = "done", "late", "now", "next"


def steps_of(submission: Submission, at: datetime) -> list[dict[str, Any]]:
    """Return the way of an accepted dossier: each stay with its holder and clock, then the plan."""
    dossier = submission.dossier
    stays = cases.history(case_id=dossier.case_id, since=dossier.accepted_at)
    posts = organisation.post_info([stay.post_id for stay in stays if stay.post_id])
    found = [_stay(stay, posts, at) for stay in stays]
    if submission.ended_at is None and dossier.returned_at is None:
        found += _planned(dossier.case_id)
    return found


def _stay(
    stay: cases.StepInfo, posts: Mapping[UUID, organisation.PostInfo], at: datetime
) -> dict[str, Any]:
    post = posts.get(stay.post_id) if stay.post_id else None
    late = stay.due_at < (stay.done_at or at)
    state = NOW if stay.done_at is None else LATE if late else DONE
    told = stay.outcome is not None and stay.outcome is not cases.Outcome.DONE
    return {
        "name": stay.name,
        "who": stay.holder_name,
        "post": f"{post.title}, {post.unit_name}" if post else "",
        "from": stay.started_at,
        "due": stay.due_at,
        "done": stay.done_at,
        "state": state,
        "is_late": late,
        "outcome": stay.outcome.label if told and stay.outcome else "",
        "note": stay.note,
    }


def _planned(case_id: UUID) -> list[dict[str, Any]]:
    case = cases.get_case(case_id=case_id)
    process = cases.get_process(case.process_version_id)
    return [
        {
            "name": step.name,
            "post": organisation.Role(step.role).label
            if step.role in organisation.Role.values
            else "",
            "hours": step.hours,
            "state": NEXT,
        }
        for step in process.way(case.facts)
        if step.seq > case.step_seq and step.kind is not cases.StepKind.RETURN
    ]


def opinions_of(submission: Submission, at: datetime) -> list[dict[str, Any]]:
    """Return what others were asked, with their answers and their own clocks."""
    asked = cases.list_opinions(submission.dossier.case_id)
    posts = organisation.post_info([each.post_id for each in asked]) if asked else {}
    distances = Distances.of_units({each.unit_id for each in asked}, at)
    found = []
    for each in asked:
        post = posts.get(each.post_id)
        found.append(
            {
                "opinion": each,
                "post": f"{post.title}, {post.unit_name}" if post else "",
                "distance": distances.words(each.unit_id, each.due_at) if each.is_open else "",
                "tone": distances.tone(each.unit_id, each.due_at) if each.is_open else "",
            }
        )
    return found


def people_of(
    submission: Submission, steps: list[dict[str, Any]], drafted_by: str
) -> list[dict[str, str]]:
    """Return who has to do with a dossier, and as what; each once."""
    person = submission.person
    contact = " · ".join(part for part in (person.phone, person.email) if part)
    found = [{"name": submission.person_name, "role": _("Applicant"), "more": contact}]
    dossier = getattr(submission, "dossier", None)
    if dossier:
        found.append({"name": dossier.accepted_by, "role": _("Received it"), "more": ""})
    if drafted_by:
        found.append({"name": drafted_by, "role": _("Drafted the result"), "more": ""})
    known = {each["name"] for each in found}
    for step in steps:
        name = step.get("who") or ""
        if name and name not in known:
            known.add(name)
            found.append({"name": name, "role": step["name"], "more": step["post"]})
    return found


def panels_of(request: Request, submission: Submission) -> dict[str, list[Panel]]:
    """Return what other modules show of a dossier, by place, in order."""
    found = [
        panel
        for provider in modules.provided(CasePanel)
        for panel in provider.panels(
            actor=request.actor,
            submission_id=submission.id,
            code=submission.code,
            at=request.at,
        )
    ]
    by_place: dict[str, list[Panel]] = {"top": [], "main": [], "aside": []}
    for panel in sorted(found, key=lambda each: each.order):
        by_place[panel.place].append(panel)
    return by_place


def around(request: Request, submission: Submission) -> dict[str, Any]:
    """Return what stands around the papers of a dossier on its page."""
    accepted = hasattr(submission, "dossier")
    steps = steps_of(submission, request.at) if accepted else []
    result = queries.result_of(submission=submission)
    panels = panels_of(request, submission)
    return {
        "steps": steps,
        "opinions": opinions_of(submission, request.at) if accepted else [],
        "people": people_of(submission, steps, result.drafted_by if result else ""),
        "panels": panels,
    }
