"""Events and listeners for tests, also of modules above."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from django.apps import apps
from django.db import transaction

from motcua.foundation import actors, events, modules

AT = datetime(2024, 3, 5, 2, tzinfo=UTC)  # 9 o'clock on a Tuesday in Việt Nam
SYSTEM = actors.system("test")


@dataclass(frozen=True, kw_only=True)
class ThingMoved(events.Event, code="tests.thing_moved", stream="thing_id"):
    """Something of the tests moved."""

    thing_id: UUID
    step: int


def move(*steps: tuple[UUID, int]) -> None:
    """Publish moves in one transaction."""
    with transaction.atomic():
        events.publish(
            *(ThingMoved(thing_id=thing, step=step) for thing, step in steps), by=SYSTEM, at=AT
        )


@contextmanager
def listening(*handlers: events.Handler, event: type[events.Event] = ThingMoved) -> Iterator[None]:
    """Let handlers hear of an event, as if a module's manifest named them."""
    config = apps.get_app_config("numbering")
    assert isinstance(config, modules.ModuleConfig)
    usual = config.manifest
    listens = [events.On(event, handler) for handler in handlers]
    config.manifest = replace(usual, listens=listens)
    modules.forget()
    try:
        yield
    finally:
        config.manifest = usual
        modules.forget()
