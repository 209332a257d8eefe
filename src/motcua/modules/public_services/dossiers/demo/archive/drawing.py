"""A life as lines that PostgreSQL copies, with stand-ins for whom and where it happens."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db import models

from motcua.foundation.actors import ActorKind
from motcua.foundation.events import Envelope, Event
from motcua.foundation.models import EventRecord, Stream
from motcua.kernel.analytics import api as analytics
from motcua.kernel.cases import api as cases

from ... import events
from ...models import Dossier, Submission, SupplementRequest
from ...types import State
from .copying import line, meta, values
from .lives import CASE, CODE, KEY, NUMBER, PERSON, SUBMISSION, Act, Plan

UNIT = UUID("0ccccccc-cccc-7ccc-8ccc-cccccccccccc")
POST = UUID("0ddddddd-dddd-7ddd-8ddd-dddddddddddd")
HOLDER = UUID("0eeeeeee-eeee-7eee-8eee-eeeeeeeeeeee")
ACCOUNT = UUID("0fffffff-ffff-7fff-8fff-ffffffffffff")
NAME, HOLDER_NAME = "@NAME@", "@HOLDER@"
STAND_INS = {
    KEY: "%(key)s",
    str(UNIT): "%(unit)s",
    str(POST): "%(post)s",
    str(HOLDER): "%(holder)s",
    str(ACCOUNT): "%(account)s",
    str(PERSON): "%(person)s",
    CODE: "%(code)s",
    NUMBER: "%(serial)s",
    NAME: "%(name)s",
    HOLDER_NAME: "%(holder_name)s",
}
STORIES = "analytics_story"
STORY_COLUMNS = ("stream", "tale", "version", "story", "counts")
OF_CITIZENS = (events.DossierSubmitted, events.SupplementAnswered, events.DossierWithdrawn)
STATES: Mapping[type[Event], State] = {
    events.DossierSubmitted: State.WAITING,
    events.SubmissionRefused: State.REFUSED,
    events.SupplementRequested: State.SUPPLEMENT,
    events.DossierAccepted: State.PROCESSING,
    events.ResultApproved: State.SIGNING,
    events.ResultSigned: State.SIGNING,
    events.ResultIssued: State.FINISHED,
    events.ResultReturned: State.RETURNED,
    events.DossierWithdrawn: State.WITHDRAWN,
    events.DossierStopped: State.STOPPED,
}
ENDS = {State.REFUSED, State.RETURNED, State.WITHDRAWN, State.STOPPED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A life as text.

    Attributes:
        lines: By table: what is copied, with ``%(…)s`` where a stand-in stood.
        counts: What its stories count: fact, day, dimension, amount.
        events: How many things happen.
        head: The instant with which its keys begin.
    """

    lines: Mapping[str, str]
    counts: Sequence[tuple[str, str, str, int]]
    events: int
    head: str


def columns(table: str) -> tuple[str, ...]:
    """Return the columns of a table in the order of its lines."""
    if table == STORIES:
        return STORY_COLUMNS
    model = next(each for each in apps.get_models() if meta(each).db_table == table)
    return tuple(each.column for each in meta(model).concrete_fields)


def draw(plan: Plan, acts: Sequence[Act], process: cases.ProcessInfo) -> Drawn:
    """Draw a life as far as it has come."""
    rows: list[models.Model] = list(_rows(plan, acts, process))
    covers = [_cover(nth, act) for nth, act in enumerate(acts, start=1)]
    rows += [_record(event, cover) for (event, _at), cover in zip(acts, covers, strict=True)]
    rows.append(Stream(stream=covers[0].stream, version=len(covers)))
    lines: dict[str, str] = {}
    for row in rows:
        table = meta(type(row)).db_table
        lines[table] = lines.get(table, "") + line(values(row))
    counts: Counter[tuple[str, str, str]] = Counter()
    happened = [(event, cover) for (event, _at), cover in zip(acts, covers, strict=True)]
    for told in analytics.told_at_once(happened):
        story = (told.stream, told.tale, told.version, told.story, told.lines)
        lines[STORIES] = lines.get(STORIES, "") + line(story)
        for (fact, _unit, day, dimension), amount in told.counts.items():
            counts[fact, day.isoformat(), dimension] += amount
    return Drawn(
        lines={table: _with_stand_ins(text) for table, text in lines.items()},
        counts=[(*key, amount) for key, amount in sorted(counts.items())],
        events=len(acts),
        head=f"{int(acts[0][1].timestamp() * 1000):012x}",
    )


def _cover(nth: int, act: Act) -> Envelope:
    event, at = act
    by_citizen = isinstance(event, OF_CITIZENS)
    return Envelope(
        event_id=UUID(f"{KEY}{nth:x}"),
        at=at,
        recorded_at=at,
        actor_kind=ActorKind.PERSON if by_citizen else ActorKind.OFFICIAL,
        actor_name=NAME if by_citizen else HOLDER_NAME,
        account_id=ACCOUNT if by_citizen else HOLDER,
        person_id=PERSON if by_citizen else None,
        unit_id=UNIT,
        stream=event.stream,
        stream_version=nth,
    )


def _record(event: Event, cover: Envelope) -> EventRecord:
    return EventRecord(
        id=cover.event_id,
        code=event.code,
        stream=cover.stream,
        stream_version=cover.stream_version,
        at=cover.at,
        recorded_at=cover.recorded_at,
        actor_kind=cover.actor_kind.value,
        actor_name=cover.actor_name,
        account_id=cover.account_id,
        person_id=cover.person_id,
        unit_id=cover.unit_id,
        payload=event.to_payload(),
    )


def _rows(plan: Plan, acts: Sequence[Act], process: cases.ProcessInfo) -> Iterator[models.Model]:
    when = {type(event): at for event, at in acts}
    state, sent_at = _state(acts), acts[0][1]
    ended_at = acts[-1][1] if state in ENDS else None
    yield Submission(
        id=SUBMISSION,
        client_key=UUID(KEY + "c"),
        code=CODE,
        person_id=PERSON,
        person_name=NAME,
        account_id=ACCOUNT,
        unit_id=UNIT,
        handling_unit_id=UNIT,
        version_id=plan.version.id,
        procedure_code=plan.version.code,
        procedure_title=plan.version.name,
        field=plan.version.field,
        channel=plan.channel,
        result_way=plan.way,
        data={},
        state=state,
        submitted_at=sent_at,
        answer_by=when.get(events.DossierAccepted, sent_at),
        ended_at=ended_at,
        times_asked=sum(isinstance(event, events.SupplementRequested) for event, _at in acts),
    )
    yield from _requests(acts)
    if events.DossierAccepted in when:
        yield from _accepted(plan, acts, process, state)


def _state(acts: Sequence[Act]) -> State:
    state, before = State.WAITING, State.WAITING
    for event, _at in acts:
        if isinstance(event, events.SupplementAnswered):
            state = before
            continue
        before, state = state, STATES[type(event)]
    return state


def _requests(acts: Sequence[Act]) -> Iterator[SupplementRequest]:
    answered = {
        event.request_id: at for event, at in acts if isinstance(event, events.SupplementAnswered)
    }
    for event, at in acts:
        if isinstance(event, events.SupplementRequested):
            yield SupplementRequest(
                id=event.request_id,
                submission_id=SUBMISSION,
                stage=event.stage,
                items=[{"key": "", "name": "Giấy tờ kèm theo", "reason": "Bản gửi kèm bị mờ."}],
                requested_at=at,
                requested_by=HOLDER_NAME,
                answered_at=answered.get(event.request_id),
            )


def _accepted(
    plan: Plan, acts: Sequence[Act], process: cases.ProcessInfo, state: State
) -> Iterator[models.Model]:
    when = {type(event): at for event, at in acts}
    accepted_at, finished_at = when[events.DossierAccepted], when.get(events.ResultIssued)
    promises = [at for event, _at in acts if (at := getattr(event, "due_at", None)) is not None]
    dates = {"due_at": promises[-1], "due_original_at": promises[0]}
    yield Dossier(
        submission_id=SUBMISSION,
        case_id=CASE,
        unit_id=UNIT,
        state=state,
        accepted_at=accepted_at,
        accepted_by=HOLDER_NAME,
        finished_at=finished_at,
        returned_at=when.get(events.ResultReturned),
        **dates,
    )
    step = _step(process, is_ready=finished_at is not None)
    step_id, closed = UUID(KEY + "b"), state in ENDS
    yield _model("cases.Case")(
        id=CASE,
        kind="dossier",
        subject_code=CODE,
        title=plan.version.name,
        person_name=NAME,
        unit_id=UNIT,
        field=plan.version.field,
        process_version_id=process.version_id,
        state=_case_state(state),
        opened_at=accepted_at,
        time_limit=str(plan.version.time_limit),
        settled_at=finished_at,
        closed_at=acts[-1][1] if closed else None,
        step_id=step_id,
        step_seq=step.seq,
        step_kind=step.kind,
        step_name=step.name,
        step_started_at=finished_at or accepted_at,
        step_due_at=promises[-1],
        post_id=None if closed else POST,
        post_unit_id=None if closed else UNIT,
        **dates,
    )
    if not closed:  # of an ended case neither lists nor acts read the steps
        yield _model("cases.CaseStep")(
            id=step_id,
            case_id=CASE,
            seq=step.seq,
            kind=step.kind,
            name=step.name,
            post_id=POST,
            unit_id=UNIT,
            holder_name=HOLDER_NAME,
            started_at=finished_at or accepted_at,
            due_at=promises[-1],
        )


def _step(process: cases.ProcessInfo, *, is_ready: bool) -> cases.Step:
    kind = cases.StepKind.RETURN if is_ready else cases.StepKind.HANDLE
    return next((step for step in process.steps if step.kind is kind), process.steps[-1])


def _case_state(state: State) -> cases.CaseState:
    if state in ENDS:
        return cases.CaseState.CLOSED
    return cases.CaseState.PAUSED if state is State.SUPPLEMENT else cases.CaseState.OPEN


def _model(name: str) -> type[models.Model]:
    """Return a model of a neighbour: its rows are written here as a dump would write them."""
    found: type[models.Model] = apps.get_model(name)
    return found


def _with_stand_ins(text: str) -> str:
    text = text.replace("%", "%%")
    for given, stand_in in STAND_INS.items():
        text = text.replace(given, stand_in)
    return text
