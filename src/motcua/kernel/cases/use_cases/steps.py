"""From post to post: open, complete, send back, hand over, take."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.prepared import insert
from motcua.foundation.time import TimeLimit
from motcua.kernel.organisation import api as organisation

from .. import queries
from ..errors import NothingToSendBackTo
from ..events import CaseOpened, CaseSentBack, StepDone
from ..models import Case, CaseStep, Opinion, facts_to_json
from ..types import NO_FACTS, CaseInfo, Facts, Outcome, ProcessInfo, StepKind
from .asking import asked, plan_opinions, require_answers
from .stays import end_stay, find_stay, lock_step, move, put, stay_at


@transaction.atomic
def open_case(
    *,
    actor: Actor,
    kind: str,
    subject_code: str,
    title: str,
    person_name: str,
    unit_id: UUID,
    field: str,
    process: ProcessInfo,
    time_limit: TimeLimit,
    facts: Facts = NO_FACTS,
    at: datetime,
) -> CaseInfo:
    """Open a case whose reception is done, and hand it to the post of the next step.

    Args:
        field: Field of work; chooses among the posts of a role.
        process: The version that the case keeps for life.
        time_limit: The law's limit, counted from ``at`` by the calendar of the unit; after a
            pause the promise moves by its rule.
        facts: What the conditions of the process read; kept for the life of the case.

    Raises:
        NoPostForStep: Nobody could do the next step.

    Publishes:
        CaseOpened, OpinionAsked

    Law:
        ND 61/2018; ND 118/2025
    """
    received = process.steps[0]
    onward = process.onward(received.seq, facts)
    following = onward.step or process.steps[-1]
    clock = organisation.clock(unit_id)
    due_at = clock.add(start=at, limit=time_limit)
    stay = find_stay(
        following,
        unit_id=unit_id,
        field=field,
        clock=clock,
        case_due_at=due_at,
        beside=onward.opinions,
        at=at,
    )
    case = Case(
        kind=kind,
        subject_code=subject_code,
        title=title,
        person_name=person_name,
        unit_id=unit_id,
        field=field,
        process_version_id=process.version_id,
        opened_at=at,
        due_at=due_at,
        due_original_at=due_at,
        time_limit=str(time_limit),
        facts=facts_to_json(facts),
    )
    reception = CaseStep(  # made first: of stays that begin together, the older key comes first
        case=case,
        seq=received.seq,
        kind=received.kind,
        name=received.name,
        unit_id=unit_id,
        account_id=actor.account_id,
        holder_name=actor.name,
        started_at=at,
        due_at=at,
        done_at=at,
        outcome=Outcome.DONE,
    )
    put(case, stay)
    present = CaseStep(
        id=case.step_id,
        case=case,
        seq=case.step_seq,
        kind=case.step_kind,
        name=case.step_name,
        post_id=stay.post_id,
        unit_id=stay.unit_id,
        started_at=stay.started_at,
        due_at=stay.due_at,
    )
    questions = plan_opinions(case, onward.opinions, actor=actor, asked_from=unit_id, at=at)
    insert(case, reception, present)
    _ask(questions)
    opened = CaseOpened(
        case_id=case.id,
        kind=kind,
        subject_code=subject_code,
        process_version_id=process.version_id,
        due_at=due_at,
        step_seq=following.seq,
        post_id=stay.post_id,
    )
    house.publish(opened, *map(asked, questions), by=actor, at=at, unit_id=unit_id)
    return case.to_info()


def _ask(questions: Sequence[Opinion]) -> None:
    if questions:
        Opinion.objects.bulk_create(questions)


@transaction.atomic
def complete_step(
    *, actor: Actor, case_id: UUID, expect: StepKind, note: str = "", at: datetime
) -> CaseInfo:
    """Finish the present step and hand the case to the post of the next one that applies.

    Opinions on the way are asked side by side, and the next holder gathers them. After the last
    step the case stays where it is until it is closed.

    Args:
        expect: The kind of step that the actor believes to finish; two clicks are one.

    Raises:
        CaseNotFound, CaseIsClosed, CaseIsPaused: There is nothing to finish.
        NotYourStep: Another post holds the step.
        WrongStep: The case is at a step of another kind.
        StepBlocked: It would go up, and mandatory opinions are missing.
        NoPostForStep: Nobody could do the next step.

    Publishes:
        StepDone, OpinionAsked

    Law:
        ND 61/2018; ND 118/2025
    """
    case = lock_step(actor, case_id, expect)
    process = queries.get_process(case.process_version_id)
    finished, onward = process.step(case.step_seq), process.onward(case.step_seq, case.facts)
    following, stay = onward.step, None
    questions: tuple[Opinion, ...] = ()
    require_answers(case, following)
    if following is None:
        end_stay(case, actor=actor, outcome=Outcome.DONE, note=note, at=at)
    else:
        asked_from = case.post_unit_id
        stay = find_stay(
            following,
            unit_id=case.unit_id,
            field=case.field,
            case_due_at=case.due_at,
            beside=onward.opinions,
            at=at,
        )
        questions = plan_opinions(case, onward.opinions, actor=actor, asked_from=asked_from, at=at)
        move(case, stay, actor=actor, outcome=Outcome.DONE, note=note, at=at)
        _ask(questions)
    done = StepDone(
        case_id=case.id,
        seq=finished.seq,
        kind=finished.kind.value,
        next_seq=following.seq if following else None,
        next_post_id=stay.post_id if stay else None,
        note=note,
    )
    house.publish(done, *map(asked, questions), by=actor, at=at, unit_id=case.unit_id)
    return case.to_info()


@transaction.atomic
def send_back(
    *, actor: Actor, case_id: UUID, reason: str, at: datetime, to_kind: StepKind = StepKind.HANDLE
) -> CaseInfo:
    """Send a case back to the nearest earlier step of a kind, to the post that did it.

    Args:
        reason: What has to be mended; the holder of the earlier step reads it.

    Raises:
        CaseNotFound, CaseIsClosed, CaseIsPaused, NotYourStep: As for any step.
        NothingToSendBackTo: No earlier step is of that kind.

    Publishes:
        CaseSentBack

    Law:
        ND 61/2018; ND 118/2025
    """
    case = lock_step(actor, case_id)
    process = queries.get_process(case.process_version_id)
    target, left = process.before(case.step_seq, to_kind, case.facts), case.step_seq
    if target is None:
        raise NothingToSendBackTo
    stays = case.steps.filter(seq=target.seq, started_at__gte=case.opened_at)
    before = stays.exclude(post_id=None).order_by("-started_at", "-id").first()
    if before is not None and before.post_id and before.unit_id:
        clock = organisation.clock(case.unit_id)
        stay = stay_at(
            target,
            before.post_id,
            before.unit_id,
            clock=clock,
            case_due_at=case.due_at,
            at=at,
        )
    else:
        stay = find_stay(
            target, unit_id=case.unit_id, field=case.field, case_due_at=case.due_at, at=at
        )
    move(case, stay, actor=actor, outcome=Outcome.SENT_BACK, note=reason, at=at)
    back = CaseSentBack(case_id=case.id, from_seq=left, to_seq=target.seq, reason=reason)
    house.publish(back, by=actor, at=at, unit_id=case.unit_id)
    return case.to_info()
