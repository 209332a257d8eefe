"""What people and officials do with a dossier, through the use cases, at an instant."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Protocol
from uuid import UUID

from django.db import transaction

from motcua.foundation import modules
from motcua.foundation.time import TimeLimit, TimeUnit, local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.forms import api as forms
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.procedures import api as procedures

from .. import rules, use_cases
from ..models import Dossier, Submission
from ..queries.facts import facts_of
from ..queries.signers import signer_lines
from ..types import Apology, Channel, MissingItem, PostalAddress, ResultWay, StopGround, StopPlan
from ..use_cases.makers import maker_for
from . import answers
from .town import Office, Town

ASKED = StopPlan(ground=StopGround.ASKED, reason="Người nộp đề nghị dừng giải quyết hồ sơ.")
UNANSWERED = StopPlan(
    ground=StopGround.NO_SUPPLEMENT, reason="Quá hạn mà hồ sơ không được bổ sung."
)


class PlayedBeside(Protocol):
    """What another module plays of a dossier: the parts that it keeps."""

    def __call__(self, *, dossier_code: str, at: datetime) -> None:
        """Let those whose turn it is do their part."""


def played_beside() -> list[PlayedBeside]:
    """Return what modules offer in their manifests as ``extra["played_beside"]``."""
    found = (each.manifest.extra.get("played_beside") for each in modules.installed())
    return [each for each in found if each]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an accepted dossier is."""

    state: str
    step: cases.StepKind
    post_id: UUID | None
    case_id: UUID
    due_at: datetime
    opinions_open: int


def standing_of(code: str) -> Standing | None:
    """Return where a dossier is, None before acceptance; one query."""
    row = (
        Dossier.objects.filter(submission__code=code)
        .values_list(
            "submission__state",
            "case__step_kind",
            "case__post_id",
            "case_id",
            "due_at",
            "case__opinions_open",
        )
        .first()
    )
    if row is None:
        return None
    return Standing(
        state=row[0],
        step=cases.StepKind(row[1]),
        post_id=row[2],
        case_id=row[3],
        due_at=row[4],
        opinions_open=row[5],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants."""

    version: procedures.VersionInfo
    person: identity.PersonInfo
    channel: Channel
    way: ResultWay


def _postal_of(person: identity.PersonInfo) -> PostalAddress:
    """Return where the post finds somebody; what the register does not know he fills in."""
    home = person.address
    return PostalAddress(
        recipient=person.full_name,
        phone=person.phone or "0912345678",
        street=home.get("chi_tiet") or "Số 1 phố Minh Khai",
        ward=home.get("xa") or "Phường Minh Khai",
        province=home.get("tinh") or "Thành phố Hải Phòng",
    )


def send(town: Town, office: Office, wish: Wish, *, random: Random, at: datetime) -> str:
    """Fill in and send a dossier, online or at the counter; return its code."""
    version, person = wish.version, wish.person
    form = forms.form_for_procedure(version.code, local_date(at))
    # What two people declare together they hand in together, at the counter.
    channel = Channel.DIRECT if forms.parts(form) else wish.channel
    online = channel is Channel.ONLINE
    actor = town.citizen(person, at) if online else office.reception(at)
    is_marriage = form.code == answers.MARRIAGE_FORM
    asking = answers.Asking(
        person=person,
        spouse=office.partner_of(person) if is_marriage else town.spouse(person),
        title=version.title,
        unit_name=office.unit.name,
        on=local_date(at),
    )
    draft = use_cases.begin_draft(
        actor=actor,
        procedure_code=version.code,
        person_id=person.id,
        unit_id=office.unit.id,
        data=answers.answers(form.code, asking, random),
        channel=channel,
        at=at,
    )
    if draft.result_way is not wish.way:
        use_cases.save_draft(
            actor=actor,
            draft_id=draft.id,
            result_way=wish.way,
            postal=_postal_of(person) if wish.way is ResultWay.POST else None,
            at=at,
        )
    needs = rules.paper_needs(version.components, cases=(), has_form=True)
    for need in rules.missing_papers(needs, given=()):
        use_cases.add_draft_paper(
            actor=actor,
            draft_id=draft.id,
            component_key=need.key,
            name=need.name,
            file_id=office.photo if online else None,
            at=at,
        )
    return use_cases.submit(actor=actor, draft_id=draft.id, at=at).code


def _missing(wish: Wish, random: Random) -> MissingItem:
    papers = [each for each in wish.version.components if each.required] or wish.version.components
    first = papers[0] if papers else None
    return MissingItem(
        key=first.key if first else "",
        name=first.name if first else wish.version.title,
        reason=random.choice(answers.book()["reasons"]["supplement"]),
    )


def ask(
    office: Office,
    wish: Wish,
    code: str,
    *,
    random: Random,
    at: datetime,
    by: UUID | None = None,
) -> None:
    """Ask for a paper again, at reception or by whoever handles it in the post ``by``."""
    actor = office.official(by, at) if by else office.reception(at)
    items = [_missing(wish, random)]
    use_cases.request_supplement(actor=actor, code=code, items=items, at=at)


def propose_asking_again(
    office: Office, wish: Wish, code: str, post_id: UUID | None, *, random: Random, at: datetime
) -> UUID:
    """Propose to the head that the applicant is asked once more; return the proposal."""
    return use_cases.propose_second_request(
        actor=office.official(post_id, at),
        code=code,
        items=[_missing(wish, random)],
        why=random.choice(answers.book()["reasons"]["again"]),
        at=at,
    )


def let_ask_again(office: Office, code: str, proposal_id: UUID, *, at: datetime) -> None:
    """Let the head approve the second request."""
    use_cases.decide_second_request(
        actor=office.head(at),
        code=code,
        proposal_id=proposal_id,
        approve=True,
        reason=answers.book()["reasons"]["approved"],
        at=at,
    )


def consult(
    office: Office, code: str, post_id: UUID | None, *, random: Random, at: datetime
) -> None:
    """Ask another agency a question that has to be answered before the dossier goes up."""
    use_cases.ask_about(
        actor=office.official(post_id, at),
        code=code,
        question=random.choice(answers.book()["questions"]),
        limit=TimeLimit(Decimal(8), TimeUnit.WORKING_HOUR),
        to_unit_id=random.choice(office.partners),
        mandatory=True,
        at=at,
    )


def give_opinions(office: Office, case_id: UUID, *, random: Random, at: datetime) -> None:
    """Let those who were asked about a case answer."""
    for opinion in cases.list_opinions(case_id):
        if opinion.is_open:
            cases.answer_opinion(
                actor=office.official(opinion.post_id, at),
                opinion_id=opinion.id,
                answer=random.choice(answers.book()["opinions"]),
                at=at,
            )


def apologise(office: Office, code: str, *, due_at: datetime, random: Random, at: datetime) -> None:
    """Let the head apologise and promise another day."""
    reason = random.choice(answers.book()["reasons"]["apology"])
    use_cases.apologise(
        actor=office.head(at), code=code, apology=Apology(reason=reason, due_at=due_at), at=at
    )


def propose_stop(office: Office, code: str, post_id: UUID | None, *, at: datetime) -> None:
    """Propose that a dossier is stopped, as its applicant asked."""
    use_cases.propose_stop(actor=office.official(post_id, at), code=code, plan=ASKED, at=at)


def stop(office: Office, code: str, plan: StopPlan, *, at: datetime) -> None:
    """Let the head stop a dossier."""
    use_cases.stop_dossier(actor=office.head(at), code=code, plan=plan, at=at)


def answer(town: Town, office: Office, submission: Submission, *, at: datetime) -> None:
    """Bring what was asked for."""
    request = submission.supplement_requests.filter(answered_at=None).get()
    person = town.people[submission.person_id]
    papers = [(item["key"], item["name"], office.photo) for item in request.items]
    use_cases.answer_supplement(
        actor=town.citizen(person, at), code=submission.code, papers=papers, at=at
    )


def refuse(office: Office, code: str, *, random: Random, at: datetime) -> None:
    """Refuse to receive a dossier."""
    reasons = answers.book()["reasons"]
    nth = random.randrange(len(reasons["refusal"]))
    use_cases.refuse_submission(
        actor=office.reception(at),
        code=code,
        reason=reasons["refusal"][nth],
        advice=reasons["advice"][nth],
        at=at,
    )


def handle(office: Office, code: str, post_id: UUID | None, *, at: datetime) -> None:
    """Draft the result as proposed and send it up."""
    actor = office.official(post_id, at)
    dossier = Dossier.objects.select_related("submission").get(submission__code=code)
    facts = facts_of(dossier.submission, dossier)
    draft = maker_for(facts.procedure_code).propose(facts)
    use_cases.draft_result(actor=actor, code=code, draft=draft, at=at)
    use_cases.submit_result(actor=actor, code=code, at=at)


@transaction.atomic
def sign_by_hand(office: Office, code: str, post_id: UUID | None, *, at: datetime) -> None:
    """Sign on paper: registers are kept and numbers taken as for any result, no file is made."""
    actor = office.official(post_id, at)
    dossier = Dossier.objects.select_related("submission", "result").get(submission__code=code)
    submission, result = dossier.submission, dossier.result
    plan = maker_for(submission.procedure_code).approve(
        actor=actor,
        facts=facts_of(submission, dossier, handled_by=result.drafted_by),
        draft=result.draft,
        approval=signer_lines(actor, post_id=post_id, at=at),
    )
    use_cases.record_paper_result(
        actor=actor, code=code, number=plan.number, title=plan.title, at=at
    )


def step(office: Office, code: str, now: Standing, *, by_hand: bool, at: datetime) -> None:
    """Do what the present step of a dossier asks for."""
    actor = office.official(now.post_id, at)
    match now.step:
        case cases.StepKind.HANDLE:
            handle(office, code, now.post_id, at=at)
        case cases.StepKind.REVIEW:
            use_cases.complete_review(actor=actor, code=code, at=at)
        case cases.StepKind.SIGN if by_hand:
            sign_by_hand(office, code, now.post_id, at=at)
        case cases.StepKind.SIGN:
            use_cases.approve_result(actor=actor, code=code, at=at)
        case cases.StepKind.ISSUE:
            use_cases.issue_result(actor=actor, code=code, at=at)


def give(office: Office, code: str, *, receiver: str, at: datetime) -> None:
    """Hand the result over at the counter."""
    use_cases.return_result(actor=office.reception(at), code=code, receiver=receiver, at=at)
