"""Questions on a desk: what one is asked, and who wants to ask an applicant once more."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases
from motcua.kernel.desk import api as desk

from ... import queries, use_cases
from ...types import ProposalState


def _answer(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    cases.answer_opinion(
        actor=actor, opinion_id=desk.read_key(key), answer=given.get("answer", ""), at=at
    )


def _words(*, actor: Actor, key: str, at: datetime) -> tuple[desk.Field, ...]:
    return (desk.Field(name="answer", label=_("Your answer")),)


def _why_not(*, actor: Actor, key: str, at: datetime) -> tuple[desk.Field, ...]:
    return (desk.Field(name="reason", label=_("Why not")),)


ANSWER = desk.Act(
    code="answer",
    title=gettext_lazy("Send the answer"),
    do=_answer,
    done=gettext_lazy("Your answer stands with the dossier; who asked has been told."),
    icon="send",
    primary=True,
    fields=_words,
)


class Questions(desk.Source):
    """Side questions to the reader's posts."""

    code = "dossiers.questions"
    lane = desk.Lane.DECIDE
    title = gettext_lazy("Questions to you")
    order = 60
    acts = (ANSWER,)

    def whole(self) -> str:
        return reverse("dossiers:questions")

    def count(self, *, actor: Actor, at: datetime, limit: int) -> int:
        return len(cases.opinions_waiting(actor, limit=limit))

    def rows(self, *, actor: Actor, at: datetime, limit: int) -> Sequence[desk.Row]:
        return [
            desk.Row(
                key=str(each.id),
                title=each.case_title,
                url=reverse("dossiers:question", args=[each.id]),
                code=each.subject_code,
                who=each.asked_by,
                said=each.question,
                due_at=each.due_at,
            )
            for each in cases.opinions_waiting(actor, limit=limit)
        ]

    def read(self, *, actor: Actor, key: str, at: datetime) -> desk.Reading:
        found = cases.get_opinion(desk.read_key(key))
        use_cases.open_dossier(actor=actor, code=found.subject_code, at=at)
        may = found.is_open and found.post_id in actor.post_ids
        return desk.Reading(
            title=found.case_title,
            url=reverse("dossiers:case", args=[found.subject_code]),
            code=found.subject_code,
            due_at=found.due_at,
            text=found.question,
            facts=((_("Asked by"), found.asked_by),),
            acts=None if may else frozenset(),
        )


def _decide(actor: Actor, key: str, reason: str, at: datetime, *, approve: bool) -> None:
    code, _tilde, proposal = key.partition("~")
    use_cases.decide_second_request(
        actor=actor,
        code=code,
        proposal_id=desk.read_key(proposal),
        approve=approve,
        reason=reason,
        at=at,
    )


def _ask_again(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    _decide(actor, key, "", at, approve=True)


def _do_not_ask(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    _decide(actor, key, given.get("reason", ""), at, approve=False)


class SecondRequests(desk.Source):
    """Officers who want to ask an applicant once more, and why."""

    code = "dossiers.second"
    lane = desk.Lane.DECIDE
    title = gettext_lazy("Second requests")
    order = 70
    acts = (
        desk.Act(
            code="approve",
            title=gettext_lazy("Approve: the applicant is asked once more"),
            do=_ask_again,
            done=gettext_lazy("Approved: the applicant is asked once more."),
            primary=True,
        ),
        desk.Act(
            code="refuse",
            title=gettext_lazy("Do not approve"),
            do=_do_not_ask,
            done=gettext_lazy("Not approved; the officer is told your reason."),
            icon="close",
            fields=_why_not,
        ),
    )

    def whole(self) -> str:
        return reverse("dossiers:second_requests")

    def count(self, *, actor: Actor, at: datetime, limit: int) -> int:
        return queries.count_second_requests(actor=actor, limit=limit)

    def rows(self, *, actor: Actor, at: datetime, limit: int) -> Sequence[desk.Row]:
        return [
            desk.Row(
                key=f"{line.submission.code}~{line.proposal.id}",
                title=line.submission.procedure_title,
                url=reverse("dossiers:second_requests"),
                code=line.submission.code,
                who=line.proposal.proposed_by,
                said=line.proposal.why,
                since=line.proposal.proposed_at,
            )
            for line in queries.list_second_requests(actor=actor, limit=limit)
        ]

    def read(self, *, actor: Actor, key: str, at: datetime) -> desk.Reading:
        code, _tilde, proposal_id = key.partition("~")
        submission = use_cases.open_dossier(actor=actor, code=code, at=at)
        proposal = submission.second_requests.get(id=desk.read_key(proposal_id))
        items: Sequence[Mapping[str, str]] = proposal.items
        return desk.Reading(
            title=submission.procedure_title,
            url=reverse("dossiers:case", args=[code]),
            code=code,
            text=proposal.why,
            warning=_(
                "A second request makes the dossier late in the figures, whatever the dates say."
            ),
            facts=(
                (_("Applicant"), submission.person_name),
                (_("Officer who proposes it"), proposal.proposed_by),
            ),
            words=[(each["name"], each["reason"]) for each in items],
            acts=None if proposal.state == ProposalState.WAITING else frozenset(),
        )
