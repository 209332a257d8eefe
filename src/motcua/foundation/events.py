"""Facts told to the house: written with the change, delivered after commit.

An event is a frozen dataclass of ids and facts::

    @dataclass(frozen=True, kw_only=True)
    class DossierAccepted(Event, code="dossiers.accepted", stream="dossier_id"):
        dossier_id: UUID
        due_at: datetime

``code`` never changes; ``stream`` names the field that tells whose history the event belongs to.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import connection

from . import modules
from .actors import Actor, ActorKind
from .ids import uuid7
from .plain import from_plain, plain, to_plain

_BY_CODE: dict[str, type["Event"]] = {}


class Event:
    """The base of every event; subclasses are frozen dataclasses."""

    code: ClassVar[str]
    stream_field: ClassVar[str]

    def __init_subclass__(cls, *, code: str, stream: str) -> None:
        super().__init_subclass__()
        if hidden := {"code", "stream", "stream_field"} & set(cls.__annotations__):
            raise TypeError(f"{cls.__name__} gives another meaning to {', '.join(sorted(hidden))}")
        cls.code, cls.stream_field = code, stream
        _BY_CODE[code] = cls

    @property
    def stream(self) -> str:
        """Return the name of the history that this belongs to, such as ``dossier:0190…``."""
        return f"{self.stream_field.removesuffix('_id')}:{getattr(self, self.stream_field)}"

    def to_payload(self) -> dict[str, Any]:
        """Return the fields as JSON values."""
        return to_plain(self)

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """Return the event that :meth:`to_payload` wrote, without fields that it no longer has."""
        return from_plain(cls, payload)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What stands on an event's cover: who, when, where, and its place in the stream."""

    event_id: UUID
    at: datetime
    recorded_at: datetime
    actor_kind: ActorKind
    actor_name: str
    account_id: UUID | None
    person_id: UUID | None
    unit_id: UUID | None
    stream: str
    stream_version: int


Handler = Callable[[Any, Envelope], None]


@dataclass(frozen=True, slots=True)
class On:
    """A line of a manifest: ``handler`` is called with (event, envelope) after each such event."""

    event: type[Event]
    handler: Handler


def event_type(code: str) -> type[Event]:
    """Return the class of a code.

    Raises:
        LookupError: No installed module publishes it.
    """
    return _BY_CODE[code]


_PUBLISH = """
with given as (
    select * from jsonb_to_recordset(%s::jsonb) as given(
        id uuid, nth int, code text, stream text, at timestamptz, actor_kind text, actor_name text,
        account_id uuid, person_id uuid, unit_id uuid, payload jsonb, heard boolean
    )
), head as (
    insert into foundation_stream (stream, version)
    select stream, count(*) from given group by stream order by stream
    on conflict (stream) do update set version = foundation_stream.version + excluded.version
    returning stream, version
), written as (
    insert into foundation_event (
        id, code, stream, stream_version, at, recorded_at, actor_kind, actor_name,
        account_id, person_id, unit_id, payload
    )
    select id, code, given.stream,
        head.version - count(*) over (partition by given.stream)
            + row_number() over (partition by given.stream order by nth),
        at, statement_timestamp(), actor_kind, actor_name, account_id, person_id, unit_id, payload
    from given join head on head.stream = given.stream
    returning id, recorded_at, stream, stream_version
)
insert into foundation_undelivered (
    event_id, recorded_at, stream, stream_version, attempts, retry_at, error
)
select
    written.id, written.recorded_at, written.stream, written.stream_version, 0,
    written.recorded_at, ''
from written join given on given.id = written.id where given.heard order by given.nth
"""


def publish(*events: Event, by: Actor, at: datetime, unit_id: UUID | None = None) -> None:
    """Write down what happened, in the caller's transaction; listeners hear of it after commit.

    One statement for all ``events``. They are delivered at least once and in order per stream.

    Args:
        by: Who did it.
        at: Aware instant at which it happened.
        unit_id: The unit to which the change belongs.

    Raises:
        RuntimeError: No transaction is open: an event without its change would be a lie.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("publish() belongs into the transaction of the change")
    rows = [
        {
            "id": str(uuid7()),
            "nth": nth,
            "code": event.code,
            "stream": event.stream,
            "at": at.isoformat(),
            "actor_kind": by.kind.value,
            "actor_name": by.name,
            "account_id": plain(by.account_id),
            "person_id": plain(by.person_id),
            "unit_id": plain(unit_id),
            "payload": event.to_payload(),
            "heard": bool(modules.listeners(type(event))),
        }
        for nth, event in enumerate(events)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_PUBLISH, [json.dumps(rows)])
