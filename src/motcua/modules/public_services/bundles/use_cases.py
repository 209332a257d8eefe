"""The life of a bundle: begun with acceptance, part after part, closed with the last."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from motcua.foundation import actors
from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.time import TimeUnit
from motcua.kernel.cases import api as cases
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api as dossiers

from . import queries, rules
from .errors import AnswerMissing, PartIsClosed, PartNotFound
from .events import BundleClosed, PartBegun, PartEnded
from .models import Bundle, Part
from .types import BundleKind, PartInfo, PartKind, PartState

HOUSE = actors.system("bundles")
_HOURS, _SHORT = Decimal(8), Decimal("0.5")


def _steps(part: PartKind) -> tuple[cases.Step, ...]:
    """Return the step table of a part: one act of the agency, which decides and signs."""
    hours = part.limit.amount * (1 if part.limit.unit is TimeUnit.WORKING_HOUR else _HOURS)

    def step(
        seq: int, name: str, kind: cases.StepKind, time: Decimal = _SHORT, agency: str = ""
    ) -> cases.Step:
        role = organisation.Role.PARTNER.value
        return cases.Step(seq=seq, name=name, role=role, kind=kind, hours=time, unit_code=agency)

    return (
        step(1, "Nhận hồ sơ liên thông", cases.StepKind.RECEIVE),
        step(2, part.title, cases.StepKind.HANDLE, hours, part.agency),
        step(3, "Ký kết quả", cases.StepKind.SIGN, agency=part.agency),
        step(4, "Trả kết quả", cases.StepKind.RETURN),
    )


@transaction.atomic
def begin_bundle(*, actor: Actor, dossier_code: str, due_at: datetime, at: datetime) -> bool:
    """Begin the bundle of an accepted dossier; parts that wait for nothing begin at once.

    A second call changes nothing.

    Returns:
        Whether the dossier is one of a bundle.

    Publishes:
        PartBegun

    Law:
        ND 63/2024
    """
    facts = dossiers.facts_of_dossier(code=dossier_code)
    kind = queries.find_kind(facts.procedure_code)
    if kind is None:
        return False
    bundle, new = Bundle.objects.get_or_create(
        dossier_code=dossier_code,
        defaults={
            "kind": kind.code,
            "title": kind.title,
            "first_title": kind.first_title,
            "unit_id": facts.unit_id,
            "person_id": facts.person_id,
            "person_name": facts.person_name,
            "begun_at": at,
            "due_at": due_at,
        },
    )
    if new:
        wanted = rules.asked_for(kind, facts.data)
        Part.objects.bulk_create(
            Part(bundle=bundle, number=number, key=part.key, title=part.title)
            for number, part in enumerate(wanted, start=1)
        )
        _begin_ready(bundle, kind, actor=actor, at=at)
    return True


def _begin_ready(bundle: Bundle, kind: BundleKind, *, actor: Actor, at: datetime) -> None:
    parts = {each.key: each for each in bundle.parts.select_for_update().order_by("number")}
    closed = {key for key, part in parts.items() if PartState(part.state).is_closed}
    closed |= {""} if bundle.first_done_at else set()
    waiting = [
        each
        for each in kind.parts
        if each.key in parts and parts[each.key].state == PartState.WAITING
    ]
    for each in rules.ready(waiting, present={"", *parts}, closed=closed):
        _begin(bundle, parts[each.key], each, actor=actor, at=at)


def _begin(bundle: Bundle, part: Part, kind: PartKind, *, actor: Actor, at: datetime) -> None:
    """Enter the part into the register of its agency, as a dossier of its own."""
    steps = _steps(kind)
    code = f"lien-thong/{bundle.kind}/{kind.key}"
    process = cases.find_process(code=code, steps=steps) or cases.publish_process(
        actor=HOUSE, code=code, title=kind.title, steps=steps, at=at
    )
    agency = cases.find_agency(steps[1], unit_id=bundle.unit_id, field=kind.field, at=at)
    facts = dossiers.facts_of_dossier(code=bundle.dossier_code)
    plan = dossiers.PartPlan(
        key=kind.key,
        title=kind.title,
        procedure_code=kind.procedure_code,
        field=kind.field,
        unit_id=agency.id if agency else bundle.unit_id,
        answers=rules.share_of(kind, facts.data),
        process=process,
        limit=kind.limit,
        papers=kind.papers,
    )
    entered = dossiers.begin_part(actor=HOUSE, code=bundle.dossier_code, plan=plan, at=at)
    part.bundle, part.state = bundle, PartState.OPEN
    part.own_code, part.case_id, part.unit_id = entered.code, entered.case_id, plan.unit_id
    part.begun_at, part.due_at = at, entered.due_at
    part.save()
    begun = PartBegun(
        bundle_id=bundle.id,
        dossier_code=bundle.dossier_code,
        part_id=part.id,
        unit_id=plan.unit_id,
        due_at=entered.due_at,
    )
    house.publish(begun, by=actor, at=at, unit_id=part.unit_id)


@transaction.atomic
def note_first_result(*, actor: Actor, dossier_code: str, number: str, at: datetime) -> None:
    """Note that the first authority's result is signed: what waited for it begins.

    A second call changes nothing.

    Publishes:
        PartBegun

    Law:
        ND 63/2024
    """
    bundle = Bundle.objects.select_for_update().filter(dossier_code=dossier_code).first()
    if bundle is None or bundle.first_done_at is not None:
        return
    bundle.first_done_at, bundle.first_number = at, number
    bundle.save(update_fields=["first_done_at", "first_number"])
    _begin_ready(bundle, queries.get_kind(bundle.kind), actor=actor, at=at)
    _close_if_whole(bundle, actor=actor, at=at)


def _lock_part(part_id: UUID) -> tuple[Bundle, Part]:
    bundle = Bundle.objects.select_for_update(of=("self",)).filter(parts__id=part_id).first()
    if bundle is None:
        raise PartNotFound
    part = Part.objects.select_for_update().get(id=part_id)
    part.bundle = bundle
    if part.state != PartState.OPEN or part.case_id is None:
        raise PartIsClosed(state=PartState(part.state).label)
    return bundle, part


@transaction.atomic
def open_part(*, actor: Actor, part_id: UUID, at: datetime) -> PartInfo:
    """Return a part that the actor's agency handles; the look is recorded.

    Raises:
        PartNotFound: There is none, or it is another agency's.

    Law:
        L 91/2025; ND 356/2025
    """
    part = queries.get_part(actor=actor, part_id=part_id)
    identity.record_access(
        actor=actor,
        person_id=part.person_id,
        purpose=part.title,
        subject_code=part.dossier_code,
        unit_id=part.unit_id,
        at=at,
    )
    return part


@transaction.atomic
def complete_part(
    *, actor: Actor, part_id: UUID, number: str, note: str = "", at: datetime
) -> PartInfo:
    """Record the result of a part; what waited for it begins.

    Raises:
        PartNotFound, NotYourStep: It is another agency's.
        PartIsClosed: It has ended.
        AnswerMissing: The result has no number.

    Publishes:
        PartEnded, PartBegun, BundleClosed

    Law:
        ND 63/2024
    """
    if not number.strip():
        raise AnswerMissing
    return _end(actor, part_id, number=number.strip(), note=note.strip(), refused=False, at=at)


@transaction.atomic
def refuse_part(*, actor: Actor, part_id: UUID, reason: str, at: datetime) -> PartInfo:
    """Refuse a part, with a reason that the applicant understands; the other parts go on.

    Raises:
        PartNotFound, NotYourStep: It is another agency's.
        PartIsClosed: It has ended.
        AnswerMissing: No reason is given.

    Publishes:
        PartEnded, PartBegun, BundleClosed

    Law:
        ND 63/2024; ND 61/2018
    """
    if not reason.strip():
        raise AnswerMissing
    return _end(actor, part_id, number="", note=reason.strip(), refused=True, at=at)


def _end(
    actor: Actor, part_id: UUID, *, number: str, note: str, refused: bool, at: datetime
) -> PartInfo:
    bundle, part = _lock_part(part_id)
    kind = queries.get_kind(bundle.kind)
    title = next((each.result for each in kind.parts if each.key == part.key), part.title)
    outcome = dossiers.PartOutcome(title=title, number=number, note=note, is_refused=refused)
    dossiers.settle_part(actor=actor, code=part.own_code, outcome=outcome, at=at)
    state = PartState.REFUSED if refused else PartState.DONE
    _note_end(bundle, part, state, number=number, note=note, actor=actor, at=at)
    return part.to_info()


def _note_end(
    bundle: Bundle,
    part: Part,
    state: PartState,
    *,
    number: str = "",
    note: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Note how a part ended; what waited for it begins, and with the last one the whole closes."""
    part.state, part.ended_at, part.ended_by = state, at, actor.name
    part.result_number, part.result_note = number, note
    part.save()
    ended = PartEnded(
        bundle_id=bundle.id,
        dossier_code=bundle.dossier_code,
        part_id=part.id,
        person_id=bundle.person_id,
        unit_id=part.unit_id or bundle.unit_id,
        title=part.title,
        is_refused=state is not PartState.DONE,
        on_time=part.due_at is None or at <= part.due_at,
        note=note,
    )
    house.publish(ended, by=actor, at=at, unit_id=part.unit_id)
    _begin_ready(bundle, queries.get_kind(bundle.kind), actor=actor, at=at)
    _close_if_whole(bundle, actor=actor, at=at)


@transaction.atomic
def note_part_ended(*, actor: Actor, dossier_code: str, note: str, at: datetime) -> None:
    """Note that an agency stopped its part, or that the applicant took it back: the rest goes on.

    A second call, or the code of any other dossier, changes nothing.

    Publishes:
        PartEnded, PartBegun, BundleClosed

    Law:
        ND 63/2024; ND 118/2025
    """
    found = queries.find_part(dossier_code)
    if found is None or found.state is not PartState.OPEN:
        return
    bundle, part = _lock_part(found.id)
    _note_end(bundle, part, PartState.REFUSED, note=note, actor=actor, at=at)


def _close_if_whole(bundle: Bundle, *, actor: Actor, at: datetime) -> None:
    """Close a bundle whose every part has ended, and let its dossier finish."""
    still = bundle.parts.filter(state__in=[PartState.WAITING, PartState.OPEN]).exists()
    if still or bundle.first_done_at is None or bundle.closed_at is not None:
        return
    bundle.closed_at = at
    bundle.save(update_fields=["closed_at"])
    closed = BundleClosed(bundle_id=bundle.id, dossier_code=bundle.dossier_code)
    house.publish(closed, by=actor, at=at, unit_id=bundle.unit_id)
    dossiers.finish_held_result(actor=HOUSE, code=bundle.dossier_code, at=at)


@transaction.atomic
def end_bundle(*, actor: Actor, dossier_code: str, note: str, at: datetime) -> None:
    """End what is open of a bundle whose dossier was withdrawn or stopped.

    A second call changes nothing.

    Publishes:
        BundleClosed

    Law:
        ND 63/2024; ND 61/2018
    """
    bundle = Bundle.objects.select_for_update().filter(dossier_code=dossier_code).first()
    if bundle is None or bundle.closed_at is not None:
        return
    for part in bundle.parts.select_for_update().order_by("number"):
        if PartState(part.state).is_closed:
            continue
        was_open = part.state == PartState.OPEN
        part.state, part.ended_at, part.result_note = PartState.ENDED, at, note
        part.save(update_fields=["state", "ended_at", "result_note"])
        if was_open:
            dossiers.withdraw(actor=HOUSE, code=part.own_code, reason=note, at=at)
    bundle.closed_at = at
    bundle.save(update_fields=["closed_at"])
    closed = BundleClosed(bundle_id=bundle.id, dossier_code=bundle.dossier_code)
    house.publish(closed, by=actor, at=at, unit_id=bundle.unit_id)
