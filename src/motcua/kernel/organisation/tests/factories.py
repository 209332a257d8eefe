"""Units, posts and calendars for the tests of this module and of those above."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID

from motcua.foundation import actors
from motcua.foundation.ids import uuid7
from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.organisation import api
from motcua.kernel.organisation.rules import Calendar, Layer
from motcua.kernel.organisation.types import DayKind, DayRule, Hours, Segment, Segments

AT = datetime(2024, 3, 4, 2, tzinfo=UTC)  # a Monday, 9 o'clock in Việt Nam
SINCE = date(2020, 1, 1)
SYSTEM = actors.system("test")
_numbers = iter(range(10, 1000))
FULL_DAY: Segments = (Segment(time(8), time(12)), Segment(time(13), time(17)))


def local(text: str) -> datetime:
    """Read an instant on the clock of Việt Nam."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL_ZONE)


def make_calendar(
    *days: DayRule, week: tuple[Segments, ...] = (*[FULL_DAY] * 5, (), ()), cut_off: time = time(15)
) -> Calendar:
    hours = Hours(valid_from=date(2000, 1, 1), week=week, same_day_cut_off=cut_off)
    return Calendar((Layer.of(days=days, hours=[hours]),))


def holiday(day: str, name: str = "Lễ", kind: DayKind = DayKind.HOLIDAY) -> DayRule:
    return DayRule(day=date.fromisoformat(day), kind=kind, name=name)


def make_unit(
    *,
    code: str = "",
    kind: api.UnitKind = api.UnitKind.AUTHORITY,
    level: api.Level = api.Level.WARD,
    parent_id: UUID | None = None,
    area_id: UUID | None = None,
    name: str = "",
    valid_from: date = SINCE,
    valid_to: date | None = None,
) -> api.UnitInfo:
    code = code or f"H99.{next(_numbers)}"
    return api.create_unit(
        actor=SYSTEM,
        code=code,
        name=name or f"Đơn vị {code}",
        kind=kind,
        level=level,
        parent_id=parent_id,
        area_id=area_id,
        valid_from=valid_from,
        valid_to=valid_to,
        at=AT,
    )


def make_post(
    unit_id: UUID,
    role: api.Role = api.Role.SPECIALIST,
    *,
    fields: Sequence[str] = (),
    title: str = "",
    person_id: UUID | None = None,
    valid_to: date | None = None,
    sort: int = 0,
) -> api.PostInfo:
    """Make a post, held by ``person_id`` if one is given."""
    post = api.create_post(
        actor=SYSTEM,
        unit_id=unit_id,
        role=role,
        title=title or str(role.label),
        fields=fields,
        valid_from=SINCE,
        valid_to=valid_to,
        sort=sort,
        at=AT,
    )
    if person_id is None:
        return post
    return api.appoint(actor=SYSTEM, post_id=post.id, person_id=person_id, valid_from=SINCE, at=AT)


def official(*, rights: dict[str, set[UUID]], person_id: UUID | None = None) -> actors.Actor:
    """Return an official with the rights named: code of the permission → units."""
    return actors.Actor(
        kind=actors.ActorKind.OFFICIAL,
        name="Cán bộ",
        account_id=uuid7(),
        person_id=person_id or uuid7(),
        rights={code: frozenset(units) for code, units in rights.items()},
    )
