"""What people and officials do with a dossier, through the use cases, at an instant."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from django.db import transaction

from motcua.foundation.time import local_date
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an accepted dossier is."""

    state: str
    step: cases.StepKind
    post_id: UUID | None


def standing_of(code: str) -> Standing | None:
    """Return where a dossier is, None before acceptance; one query."""
    row = (
        Dossier.objects.filter(submission__code=code)
        .values_list("submission__state", "case__step_kind", "case__post_id")
        .first()
    )
    return (
        None if row is None else Standing(state=row[0], step=cases.StepKind(row[1]), post_id=row[2])
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
    asking = answers.Asking(
        person=person,
        spouse=town.spouse(person),
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




def ask(office: Office, wish: Wish, code: str, *, random: Random, at: datetime) -> None:
    """Ask for a paper again."""
    papers = [each for each in wish.version.components if each.required] or wish.version.components
    first = papers[0] if papers else None
    item = MissingItem(
        key=first.key if first else "",
        name=first.name if first else wish.version.title,
        reason=random.choice(answers.book()["reasons"]["supplement"]),
    )
    use_cases.request_supplement(actor=office.reception(at), code=code, items=[item], at=at)


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
