"""Sources are configured, asked, and what they answer is taken in."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation import sealing
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.plain import to_plain
from motcua.foundation.time import local_date

from .. import permissions, queries, rules
from ..errors import SourceIncomplete, SourceNotFound
from ..events import SourceAsked, SourceConfigured
from ..models import Run, Sensor, Source
from ..types import Line, Origin, Refused, RunState, SensorInfo, SourceSettings, Taken, Whence
from .readings import record_readings

MOST_REFUSED = 200  # of a run, kept


@transaction.atomic
def configure_source(
    *,
    actor: Actor,
    source_id: UUID | None = None,
    title: str,
    kind: Origin,
    settings: SourceSettings,
    sensors: Sequence[SensorInfo] = (),
    secret: str | None = None,
    every_minutes: int = 60,
    is_on: bool,
    at: datetime,
) -> UUID:
    """Say how an outside system is asked; without an id it is a new one.

    Args:
        sensors: Of a broker: which topics are heard.
        secret: None keeps the one that is there.

    Raises:
        NotPermitted: The actor does not configure sources.
        SourceNotFound: There is none.
        SourceIncomplete: Something is missing or cannot be read.

    Publishes:
        SourceConfigured
    """
    permissions.CONFIGURE.require(actor)
    source = Source(kind=kind)
    if source_id is not None:
        source = _locked(source_id)
    faults = _faults(title, Origin(source.kind), settings, sensors, every_minutes)
    if faults:
        raise SourceIncomplete(faults=tuple(faults))
    source.title, source.settings = title.strip(), to_plain(settings)
    source.every_minutes, source.is_on = every_minutes, is_on
    source.next_at = at if is_on and source.kind != Origin.MQTT else None
    if secret is not None:
        source.secret = sealing.seal(secret, purpose=queries.PURPOSE) if secret else ""
    source.configured_at, source.configured_by_name = at, actor.name
    source.save()
    _keep_sensors(source, sensors)
    told = SourceConfigured(
        source_id=source.id,
        title=source.title,
        kind=source.kind,
        address=settings.address,
        is_on=is_on,
    )
    house.publish(told, by=actor, at=at)
    return source.id


def _keep_sensors(source: Source, sensors: Sequence[SensorInfo]) -> None:
    """Keep the sensors of a broker; one that has samples stays, however it is configured."""
    if source.kind != Origin.MQTT:
        return
    wanted = {(each.topic, each.value): each for each in sensors}
    for row in source.sensors.all():
        if (row.topic, row.value) not in wanted and not row.samples.exists():
            row.delete()
    for (topic, value), each in wanted.items():
        Sensor.objects.update_or_create(
            source=source,
            topic=topic,
            value=value,
            defaults={"time": each.time, "series_id": each.series_id, "unit_id": each.unit_id},
        )


def _faults(
    title: str,
    kind: Origin,
    settings: SourceSettings,
    sensors: Sequence[SensorInfo],
    every_minutes: int,
) -> list[Fault]:
    faults = []
    if not title.strip():
        faults.append(Fault("title", _("Give the source a name.")))
    if not settings.address.strip():
        faults.append(Fault("address", _("Say where the source is.")))
    if every_minutes < 1:
        faults.append(Fault("every_minutes", _("At least one minute lies between two questions.")))
    if kind is not Origin.MQTT:
        return faults + _faults_of_rows(kind, settings)
    if not sensors:
        faults.append(Fault("sensors", _("Name at least one sensor.")))
    return faults


def _faults_of_rows(kind: Origin, settings: SourceSettings) -> list[Fault]:
    faults = [
        Fault(name, _("Say where this stands in a row."))
        for name in ("unit", "value")
        if not getattr(settings, name)
    ]
    if kind is Origin.DATABASE and not settings.sql.strip():
        faults.append(Fault("sql", _("Say what the database is asked.")))
    if not settings.series_code and not settings.series:
        faults.append(Fault("series_code", _("Say of which series the values are.")))
    return faults + [
        Fault(name, _("This place cannot be read. It is written in JMESPath."))
        for name in ("rows", "series", "unit", "day", "value", "weight")
        if getattr(settings, name) and not rules.is_expression(getattr(settings, name))
    ]


@transaction.atomic
def switch_source(*, actor: Actor, source_id: UUID, is_on: bool, at: datetime) -> None:
    """Let a source be asked by the clock, or no longer.

    Raises:
        NotPermitted: The actor does not configure sources.
        SourceNotFound: There is none.

    Publishes:
        SourceConfigured
    """
    permissions.CONFIGURE.require(actor)
    source = _locked(source_id)
    if source.is_on == is_on:
        return
    source.is_on = is_on
    source.next_at = at if is_on and source.kind != Origin.MQTT else None
    source.save(update_fields=["is_on", "next_at"])
    told = SourceConfigured(
        source_id=source.id,
        title=source.title,
        kind=source.kind,
        address=source.to_settings().address,
        is_on=is_on,
    )
    house.publish(told, by=actor, at=at)


@transaction.atomic
def ask_now(*, actor: Actor, source_id: UUID, at: datetime) -> None:
    """Let the worker ask a source at once, also one that is off.

    Raises:
        NotPermitted: The actor does not configure sources.
        SourceNotFound: There is none.
    """
    permissions.CONFIGURE.require(actor)
    source = _locked(source_id)
    if source.kind != Origin.MQTT:
        source.next_at = at
        source.save(update_fields=["next_at"])


@transaction.atomic
def claim_source(*, at: datetime) -> Source | None:
    """Return a source that is due, and plan its next turn: another worker leaves it alone."""
    due = Source.objects.select_for_update(skip_locked=True).filter(next_at__lte=at)
    source = due.order_by("next_at").first()
    if source is not None:
        source.next_at = at + timedelta(minutes=source.every_minutes) if source.is_on else None
        source.save(update_fields=["next_at"])
    return source


@transaction.atomic
def take_answer(
    *, actor: Actor, source_id: UUID, lines: Sequence[Line], began_at: datetime, at: datetime
) -> Taken:
    """Take in what a source answered: the good rows, while each other one is kept with its why.

    Raises:
        SourceNotFound: There is none.

    Publishes:
        SourceAsked
    """
    source = _locked(source_id)
    read = queries.read_rows(source, lines, on=local_date(at))
    whence = Whence(
        key=f"source:{source.id}:{began_at.isoformat()}",
        origin=Origin(source.kind),
        name=source.title,
        reason=_("The source gives another value."),
        source_id=source.id,
    )
    taken = record_readings(actor=actor, given=list(read.given.values()), whence=whence, at=at)
    state = RunState.PARTLY if read.refused else RunState.GOOD
    run = Run(source=source, state=state, came=len(lines), began_at=began_at, ended_at=at)
    run.new, run.corrected = taken.new, taken.corrected
    _finish(run, read.refused, actor=actor)
    return taken


@transaction.atomic
def note_failure(
    *,
    actor: Actor,
    source_id: UUID,
    error: str,
    refused: Sequence[Refused] = (),
    came: int = 0,
    began_at: datetime,
    at: datetime,
) -> None:
    """Note that a source did not answer, or what of its messages was refused.

    Raises:
        SourceNotFound: There is none.

    Publishes:
        SourceAsked
    """
    state = RunState.PARTLY if refused and not error else RunState.FAILED
    run = Run(
        source=_locked(source_id), state=state, began_at=began_at, ended_at=at, error=error[:500]
    )
    run.came = came
    _finish(run, refused, actor=actor)


def _finish(run: Run, refused: Sequence[Refused], *, actor: Actor) -> None:
    run.refused = [asdict(each) for each in refused[:MOST_REFUSED]]
    run.save()
    told = SourceAsked(
        source_id=run.source_id,
        state=run.state,
        taken=run.new + run.corrected,
        refused=len(refused),
        began_at=run.began_at,
    )
    house.publish(told, by=actor, at=run.ended_at)


def _locked(source_id: UUID) -> Source:
    found = Source.objects.select_for_update().filter(id=source_id).first()
    if found is None:
        raise SourceNotFound
    return found
