"""What of the dossiers lies on a desk: to sign, to agree to, late, due soon."""

from collections.abc import Sequence
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases
from motcua.kernel.desk import api as desk

from ... import queries, use_cases
from ...errors import NoResultYet
from ...models import Submission
from ...queries import WorkLine, waiting
from ...queries.signers import signer_lines
from ...types import State
from . import asked
from .bulk import decision
from .case import plan_of


def _row(line: WorkLine, said: str = "") -> desk.Row:
    return desk.Row(
        key=line.code,
        title=line.procedure_title,
        url=reverse("dossiers:case", args=[line.code]),
        code=line.code,
        who=" → ".join(filter(None, (line.person_name, line.post_title))),
        said=said,
        due_at=line.due_at,
    )


def _approve(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    use_cases.approve_result(actor=actor, code=key, at=at)


def _agree(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    use_cases.complete_review(actor=actor, code=key, at=at)


def _send_back(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    use_cases.send_back(actor=actor, code=key, reason=given.get("reason", ""), at=at)


def _why(*, actor: Actor, key: str, at: datetime) -> tuple[desk.Field, ...]:
    return (desk.Field(name="reason", label=_("What has to be mended")),)


SEND_BACK = desk.Act(
    code="back",
    title=gettext_lazy("Send back"),
    do=_send_back,
    done=gettext_lazy("It went back with your reason."),
    icon="arrow-left",
    fields=_why,
)
SIGN = desk.Act(
    code="sign",
    title=gettext_lazy("Sign and issue"),
    do=_approve,
    done=gettext_lazy("Approved. The paper is being signed and sealed."),
    icon="sign",
    many=True,
    primary=True,
)
AGREE = desk.Act(
    code="agree",
    title=gettext_lazy("Agree and pass on"),
    do=_agree,
    done=gettext_lazy("It went on to the next step."),
    many=True,
    primary=True,
)


def _is_mine(actor: Actor, submission: Submission, kind: cases.StepKind) -> bool:
    case = submission.dossier.case
    return (
        submission.state == State.PROCESSING
        and case.step_kind == kind
        and case.post_id in actor.post_ids
    )


class _Dossiers(desk.Source):
    """Dossiers in one lane; a look at one is recorded, as on its own page."""

    kind: cases.StepKind | None = None

    def whole(self) -> str:
        return reverse("dossiers:inbox")

    def read(self, *, actor: Actor, key: str, at: datetime) -> desk.Reading:
        submission = use_cases.open_dossier(actor=actor, code=key, at=at)
        case = submission.dossier.case
        result = queries.result_of(submission=submission)
        is_mine = self.kind is not None and _is_mine(actor, submission, self.kind)
        pages = _pages(submission, at=at) if self.kind else 0
        facts = [
            (_("Applicant"), submission.person_name),
            (_("Step"), case.step_name),
            (_("Drafted by"), result.drafted_by if result else ""),
            (_("You sign on behalf of"), _signs_as(actor, submission, at) if is_mine else ""),
        ]
        here = [submission.code]
        return desk.Reading(
            title=submission.procedure_title,
            url=reverse("dossiers:case", args=here),
            code=submission.code,
            state=str(State(submission.state).label),
            due_at=case.due_at,
            facts=[(label, value) for label, value in facts if value],
            words=_checked(submission) if is_mine else (),
            pictures=[
                reverse("dossiers:case_picture", args=[submission.code, n + 1])
                for n in range(pages)
            ],
            paper=reverse("dossiers:case_preview", args=here) if pages else "",
            acts=None if is_mine else frozenset(),
        )


def _pages(submission: Submission, *, at: datetime) -> int:
    try:
        plan = plan_of(submission, at=at)
    except NoResultYet:
        return 0
    return len(queries.picture_preview(submission=submission, plan=plan, at=at))


def _signs_as(actor: Actor, submission: Submission, at: datetime) -> str:
    post_id = submission.dossier.case.post_id
    return signer_lines(actor, post_id=post_id, at=at).on_behalf


def _checked(submission: Submission) -> list[tuple[str, str]]:
    """Return what was found wrong with papers: of the others nothing has to be said."""
    return [
        (line.check.checked_by, f"{line.need.name}: {'; '.join(line.check.faults)}")
        for line in queries.list_paper_lines(of=submission)
        if line.check and line.check.faults
    ]


class ToSign(_Dossiers):
    """Results that wait for the reader's signature, with what each decides."""

    code = "dossiers.sign"
    lane = desk.Lane.SIGN
    title = gettext_lazy("Results to sign")
    order = 20
    acts = (SIGN, SEND_BACK)
    kind = cases.StepKind.SIGN

    def whole(self) -> str:
        return reverse("dossiers:sign_list")

    def count(self, *, actor: Actor, at: datetime, limit: int) -> int:
        return waiting.count_to_sign(actor=actor, limit=limit)

    def rows(self, *, actor: Actor, at: datetime, limit: int) -> Sequence[desk.Row]:
        return [
            desk.Row(
                key=line.code,
                title=line.procedure_title,
                url=reverse("dossiers:case", args=[line.code]),
                code=line.code,
                who=line.person_name,
                said=decision(line),
                state=_("A paper was found faulty") if line.has_faults else "",
                due_at=line.due_at,
            )
            for line in waiting.sign_lines(actor=actor, limit=limit)
        ]


class ToAgree(_Dossiers):
    """Drafts that the reader agrees to before they go up."""

    code = "dossiers.review"
    lane = desk.Lane.DECIDE
    title = gettext_lazy("Results to agree to")
    order = 50
    acts = (AGREE, SEND_BACK)
    kind = cases.StepKind.REVIEW

    def count(self, *, actor: Actor, at: datetime, limit: int) -> int:
        return waiting.count_to_review(actor=actor, limit=limit)

    def rows(self, *, actor: Actor, at: datetime, limit: int) -> Sequence[desk.Row]:
        return [_row(each) for each in waiting.list_to_review(actor=actor, limit=limit)]


class Late(_Dossiers):
    """Dossiers that are late with the reader or his people."""

    code = "dossiers.late"
    lane = desk.Lane.LATE
    title = gettext_lazy("Dossiers")
    order = 10

    def whole(self) -> str:
        return f"{reverse('dossiers:inbox')}?in=mine&due=late"

    def count(self, *, actor: Actor, at: datetime, limit: int) -> int:
        return waiting.count_late(actor=actor, at=at, limit=limit)

    def rows(self, *, actor: Actor, at: datetime, limit: int) -> Sequence[desk.Row]:
        return [_row(each) for each in waiting.list_late(actor=actor, at=at, limit=limit)]


class Soon(_Dossiers):
    """Dossiers that fall due in the next days with the reader or his people."""

    code = "dossiers.soon"
    lane = desk.Lane.SOON
    title = gettext_lazy("Dossiers")
    order = 10

    def count(self, *, actor: Actor, at: datetime, limit: int) -> int:
        return waiting.count_falling(
            actor=actor, since=at, until=at + desk.SOON, at=at, limit=limit
        )

    def rows(self, *, actor: Actor, at: datetime, limit: int) -> Sequence[desk.Row]:
        found = waiting.list_falling(
            actor=actor, since=at, until=at + desk.SOON, at=at, limit=limit
        )
        return [_row(each) for each in found]


class Falling(desk.Deadlines):
    """Promises that fall due, for the calendar."""

    code = "dossiers"
    title = gettext_lazy("Dossiers")

    def falling(
        self, *, actor: Actor, since: datetime, until: datetime, limit: int
    ) -> Sequence[desk.Row]:
        found = waiting.list_falling(actor=actor, since=since, until=until, at=since, limit=limit)
        return [_row(each) for each in found]


ALL = (
    ToSign(),
    ToAgree(),
    asked.Questions(),
    asked.SecondRequests(),
    Late(),
    Soon(),
    Falling(),
)
