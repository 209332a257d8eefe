"""What a drafted change of the calendar would move is counted by a job, in parts."""

import logging
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.foundation.errors import DomainError, Invalid

from .. import rules
from ..errors import CountedOtherwise, NotCounted
from ..models import CalendarSimulation
from ..queries import simulations
from ..queries.calendar import calendar_version
from ..queries.drafts import faults_of_draft
from ..types import CalendarDraft, Recount, Simulation, SimulationState
from .calendar import lock_calendar, put_into_force

logger = logging.getLogger(__name__)
UNDER_WAY = (SimulationState.WAITING, SimulationState.RUNNING)


@transaction.atomic
def ask_simulation(
    *,
    actor: Actor,
    draft: CalendarDraft,
    legal_basis: str,
    complete_until: date | None = None,
    again: bool = False,
    at: datetime,
) -> Simulation:
    """Let what a change would move be counted; what is counted already is returned as it is.

    Args:
        again: Count anew what failed, or what the calendar has left behind.

    Raises:
        NotPermitted: The actor does not keep that calendar.
        Invalid: No document is named, or the hours do not fit the kind of day.

    Law:
        L 45/2019, Art. 111-112.
    """
    lock_calendar(actor, draft.unit_id)
    if faults := faults_of_draft(draft, legal_basis=legal_basis):
        raise Invalid(faults=faults)
    row, made = CalendarSimulation.objects.get_or_create(
        digest=simulations.digest_of(draft, complete_until),
        asked_by=actor.account_id,
        approved_at=None,
        defaults={"draft": simulations.stored_draft(draft), "asked_at": at},
    )
    if made or not again:
        return simulations.info(row)
    row.state, row.asked_at, row.ended_at = SimulationState.WAITING, at, None
    row.position, row.total, row.moves, row.failure = {}, 0, None, ""
    row.save()
    return simulations.info(row)


@transaction.atomic
def simulate_batch(*, at: datetime) -> bool:
    """Count the next part of the simulation that was asked for first.

    What a part cannot count ends the simulation with words; the log has the rest.

    Returns:
        Whether there was anything to count.
    """
    row = (
        CalendarSimulation.objects.select_for_update(skip_locked=True)
        .filter(state__in=UNDER_WAY)
        .order_by("asked_at", "id")
        .first()
    )
    if row is None:
        return False
    try:
        with transaction.atomic():
            _count_on(row, at=at)
    except DomainError as refusal:
        _fail(row, str(refusal), at=at)
    except Exception:
        logger.exception("simulation %s broke off", row.id)
        _fail(row, _("The count broke off. What went wrong is in the server's log."), at=at)
    row.save()
    return True


def _count_on(row: CalendarSimulation, *, at: datetime) -> None:
    draft, keepers = simulations.read_draft(row.draft), simulations.keepers()
    if row.state == SimulationState.WAITING:
        row.state, row.calendar_version = SimulationState.RUNNING, calendar_version()
        row.total = sum(each.count(draft=draft, at=row.asked_at) for each in keepers)
        row.position, row.moves = {"keeper": 0, "after": None}, None
    nth, after = row.position["keeper"], row.position["after"]
    if nth < len(keepers):
        start = UUID(after) if after else None
        batch = keepers[nth].moves(draft=draft, at=row.asked_at, after=start)
        so_far = rules.added(simulations.read_moves(row.moves), batch.moves)
        row.moves = simulations.stored_moves(so_far)
        row.position = (
            {"keeper": nth, "after": str(batch.last)}
            if batch.last
            else {"keeper": nth + 1, "after": None}
        )
    if row.position["keeper"] >= len(keepers):
        row.state, row.ended_at = SimulationState.DONE, at


def _fail(row: CalendarSimulation, words: str, *, at: datetime) -> None:
    row.state, row.failure, row.ended_at = SimulationState.FAILED, words, at


@transaction.atomic
def approve_simulated(
    *,
    actor: Actor,
    digest: str,
    draft: CalendarDraft,
    legal_basis: str,
    recount: Recount = Recount.EARLIER,
    complete_until: date | None = None,
    at: datetime,
) -> bool:
    """Put a change of the calendar into force once what it moves was counted and seen.

    Args:
        digest: The mark of the count that was looked at.

    Returns:
        Whether anything changed.

    Raises:
        NotPermitted: The actor does not keep that calendar.
        Invalid: No document is named, or the hours do not fit the kind of day.
        NotCounted: The count is not there yet.
        CountedOtherwise: Another change was counted, or the calendar has changed since.

    Publishes:
        CalendarDayChanged, WorkingHoursSet, CalendarApproved

    Law:
        L 45/2019, Art. 111-112; ND 118/2025.
    """
    lock_calendar(actor, draft.unit_id)
    if digest != simulations.digest_of(draft, complete_until):
        raise CountedOtherwise
    found = simulations.find_simulation(actor=actor, digest=digest)
    if found is None or found.state is not SimulationState.DONE:
        raise NotCounted
    if found.is_outdated:
        raise CountedOtherwise
    done = put_into_force(
        actor, draft, legal_basis=legal_basis, recount=recount, complete_until=complete_until, at=at
    )
    CalendarSimulation.objects.filter(id=found.id).update(approved_at=at)
    return done
