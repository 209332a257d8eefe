"""What a drafted change of the calendar would move, as it is kept while it is counted."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_duration
from django.utils.duration import duration_iso_string

from motcua.foundation import modules
from motcua.foundation.actors import Actor

from ..errors import NotCounted
from ..models import CalendarSimulation
from ..ports import KeepsPromises
from ..types import (
    CalendarDraft,
    Certainty,
    DayKind,
    DayRule,
    Hours,
    MovedPromise,
    Moves,
    Segments,
    Simulation,
    SimulationState,
    UnitMoves,
)
from .calendar import calendar_version, read_segments

Stored = Mapping[str, Any]


def digest_of(draft: CalendarDraft, complete_until: date | None) -> str:
    """Return a mark of a draft: any other draft has another one."""
    return sha256(f"{draft!r} {complete_until}".encode()).hexdigest()[:20]


def keepers() -> tuple[KeepsPromises, ...]:
    """Return those who promise by the calendar."""
    return tuple(modules.provided(KeepsPromises))


def find_simulation(*, actor: Actor, digest: str) -> Simulation | None:
    """Return what the actor let count for a draft that is not approved yet."""
    row = CalendarSimulation.objects.filter(
        digest=digest, asked_by=actor.account_id, approved_at=None
    ).first()
    return info(row) if row else None


def get_simulation(*, actor: Actor, simulation_id: UUID) -> Simulation:
    """Return what the actor let count.

    Raises:
        NotCounted: He let count nothing of that id.
    """
    row = CalendarSimulation.objects.filter(id=simulation_id, asked_by=actor.account_id).first()
    if row is None:
        raise NotCounted
    return info(row)


def info(row: CalendarSimulation) -> Simulation:
    """Return the frozen value; whether it is outdated is asked of the calendar."""
    state = SimulationState(row.state)
    return Simulation(
        id=row.id,
        digest=row.digest,
        state=state,
        moves=read_moves(row.moves),
        total=row.total,
        is_outdated=state is SimulationState.DONE and row.calendar_version != calendar_version(),
        failure=row.failure,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
    )


def _stored_segments(segments: Segments | None) -> list[list[str]] | None:
    if segments is None:
        return None
    return [[f"{each.start:%H:%M}", f"{each.end:%H:%M}"] for each in segments]


def stored_draft(draft: CalendarDraft) -> dict[str, Any]:
    """Return a draft as JSON."""
    hours = draft.hours
    return {
        "unit_id": str(draft.unit_id) if draft.unit_id else None,
        "days": [
            {
                "day": f"{each.day}",
                "kind": str(each.kind),
                "name": each.name,
                "segments": _stored_segments(each.segments),
                "legal_basis": each.legal_basis,
                "certainty": str(each.certainty),
            }
            for each in draft.days
        ],
        "forgotten": [f"{each}" for each in draft.forgotten],
        "hours": hours
        and {
            "valid_from": f"{hours.valid_from}",
            "week": [_stored_segments(each) for each in hours.week],
            "same_day_cut_off": f"{hours.same_day_cut_off:%H:%M}",
            "legal_basis": hours.legal_basis,
        },
    }


def read_draft(stored: Stored) -> CalendarDraft:
    """Read what :func:`stored_draft` wrote."""
    return CalendarDraft(
        unit_id=UUID(stored["unit_id"]) if stored["unit_id"] else None,
        days=tuple(_read_rule(each) for each in stored["days"]),
        forgotten=tuple(date.fromisoformat(each) for each in stored["forgotten"]),
        hours=_read_hours(stored["hours"]) if stored["hours"] else None,
    )


def _read_rule(stored: Stored) -> DayRule:
    return DayRule(
        day=date.fromisoformat(stored["day"]),
        kind=DayKind(stored["kind"]),
        name=stored["name"],
        segments=None if stored["segments"] is None else read_segments(stored["segments"]),
        legal_basis=stored["legal_basis"],
        certainty=Certainty(stored["certainty"]),
    )


def _read_hours(stored: Stored) -> Hours:
    return Hours(
        valid_from=date.fromisoformat(stored["valid_from"]),
        week=tuple(read_segments(each) for each in stored["week"]),
        same_day_cut_off=time.fromisoformat(stored["same_day_cut_off"]),
        legal_basis=stored["legal_basis"],
    )


_INSTANTS = ("opened_at", "due_before", "due_after", "settled_at")
_NUMBERS = (
    "open_earlier",
    "open_later",
    "past_earlier",
    "past_later",
    "late_before",
    "late_after",
)


def stored_moves(moves: Moves) -> dict[str, Any]:
    """Return what moves as JSON."""
    return {
        "units": [
            {
                "unit_id": str(each.unit_id),
                "unit_name": each.unit_name,
                "longest": duration_iso_string(each.longest),
            }
            | {name: getattr(each, name) for name in _NUMBERS}
            for each in moves.units
        ],
        "moved": [
            {
                "kind": each.kind,
                "subject_code": each.subject_code,
                "title": each.title,
                "unit_id": str(each.unit_id),
            }
            | {name: at.isoformat() if (at := getattr(each, name)) else None for name in _INSTANTS}
            for each in moves.moved
        ],
        "count": moves.count,
        "looked_at": moves.looked_at,
        "apart": moves.apart,
    }


def read_moves(stored: Stored | None) -> Moves:
    """Read what :func:`stored_moves` wrote; nothing of nothing."""
    if stored is None:
        return Moves()
    return Moves(
        units=tuple(
            UnitMoves(
                unit_id=UUID(each["unit_id"]),
                unit_name=each["unit_name"],
                longest=parse_duration(each["longest"]) or timedelta(),
                **{name: each[name] for name in _NUMBERS},
            )
            for each in stored["units"]
        ),
        moved=tuple(_read_moved(each) for each in stored["moved"]),
        count=stored["count"],
        looked_at=stored["looked_at"],
        apart=stored["apart"],
    )


def _read_moved(stored: Stored) -> MovedPromise:
    instants = {
        name: datetime.fromisoformat(stored[name]) if stored[name] else None for name in _INSTANTS
    }
    return MovedPromise(
        kind=stored["kind"],
        subject_code=stored["subject_code"],
        title=stored["title"],
        unit_id=UUID(stored["unit_id"]),
        **instants,  # type: ignore[arg-type] # only ``settled_at`` may be empty
    )
