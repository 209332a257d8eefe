"""The authorities of a simulated city, made through the public functions: Hồng Bàng and others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.foundation import actors, modules
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.kernel.places import api as places

from .size import Size

ACTOR = actors.system("simulation")
CITY, CITY_AREA, SINCE = "H24", "31", date(2020, 1, 1)
FIRST_DISTRICT, FIRST_DISTRICT_AREA = 50, 900  # codes that nobody bears
LOADED = 30  # loaders of the demo up to this order: places, units, the catalogue, people
CHAIRMAN = "city-chairman"
FEWEST_WITH_A_MERGER = 3  # wards of a district
WEST, NORTH, CELL = 106.2, 21.2, 0.02  # a chequered scheme beside the city
SCHEME = "Sơ đồ ô vuông của thành phố mô phỏng, không phải ranh giới thật"
Progress = Callable[[str, int, int], None]


class NotEmpty(RuntimeError):
    """The database holds units already: it may be somebody's real one."""


@dataclass(frozen=True, slots=True)
class _Maker:
    at: datetime
    people: Iterator[identity.PersonInfo]

    def authority(
        self,
        parent: organisation.UnitInfo,
        code: str,
        name: str,
        area: UUID,
        since: date = SINCE,
    ) -> UUID:
        """Make an authority with a leader and a specialist, who have accounts."""
        is_district = parent.level == organisation.Level.PROVINCE
        level = organisation.Level.DISTRICT if is_district else organisation.Level.WARD
        unit = organisation.create_unit(
            actor=ACTOR,
            code=code,
            name=f"Ủy ban nhân dân {name}",
            short_name=f"UBND {name}",
            kind=organisation.UnitKind.AUTHORITY,
            level=level,
            parent_id=parent.id,
            area_id=area,
            valid_from=since,
            sort=int(code.rsplit(".", maxsplit=1)[-1]),
            at=self.at,
        )
        organisation.give_competence(
            actor=ACTOR, unit_id=unit.id, level=level, valid_from=since, at=self.at
        )
        self.post(unit, "CT", organisation.Role.AUTHORITY_LEADER, "Chủ tịch Ủy ban nhân dân")
        self.post(unit, "CM", organisation.Role.SPECIALIST, "Công chức chuyên môn")
        return unit.id

    def post(
        self, unit: organisation.UnitInfo, key: str, role: organisation.Role, title: str
    ) -> None:
        person = next(self.people)
        post = organisation.create_post(
            actor=ACTOR,
            unit_id=unit.id,
            code=f"{unit.code}/{key}",
            role=role,
            title=title,
            valid_from=max(SINCE, unit.valid_from),
            at=self.at,
        )
        organisation.appoint(
            actor=ACTOR,
            post_id=post.id,
            person_id=person.id,
            valid_from=max(SINCE, unit.valid_from),
            at=self.at,
        )
        username = CHAIRMAN if unit.code == CITY else f"{unit.code}-{key}".lower()
        identity.open_account(actor=ACTOR, username=username, person_id=person.id, at=self.at)


def build(size: Size, *, at: datetime, progress: Progress) -> None:
    """Make the units, the people and the catalogue in an empty database.

    Raises:
        NotEmpty: There are units already.
    """
    if organisation.list_units(size.last_day):
        raise NotEmpty
    _load_hong_bang(progress)
    city = organisation.find_unit(CITY, on=size.last_day)
    area = places.find_area(CITY_AREA, on=size.last_day)
    assert city is not None and area is not None  # noqa: S101,PT018 - just made
    maker = _Maker(at, _unemployed())
    maker.post(city, "CT", organisation.Role.AUTHORITY_LEADER, "Chủ tịch Ủy ban nhân dân thành phố")
    for nth in range(1, size.districts):
        wards = _district(maker, city, area, nth, size.wards_of(nth))
        if nth == 1 and len(wards) > FEWEST_WITH_A_MERGER:
            _merge(maker, wards[-2:], on=size.merger_on)
        progress("units", nth, size.districts - 1)


def _load_hong_bang(progress: Progress) -> None:
    loaders = sorted(
        (config for config in modules.installed() if config.manifest.demo is not None),
        key=lambda config: config.manifest.demo_order,
    )
    wanted = [each for each in loaders if each.manifest.demo_order <= LOADED]
    for nth, config in enumerate(wanted, start=1):
        assert config.manifest.demo is not None  # noqa: S101 - it was asked for
        config.manifest.demo()
        progress("catalogue", nth, len(wanted))


def _unemployed() -> Iterator[identity.PersonInfo]:
    """Return grown-ups of the invented population who have no post."""
    everybody = identity.list_persons_by_name("n", limit=10_000)
    employed = identity.accounts_of([each.id for each in everybody])
    for person in sorted(everybody, key=lambda each: each.personal_number or "", reverse=True):
        born = person.birth_date.year if person.birth_date else 0
        if person.id not in employed and 1964 < born < 2000:  # noqa: PLR2004 - in office
            yield person


def _district(
    maker: _Maker, city: organisation.UnitInfo, above: places.AreaInfo, nth: int, wards: int
) -> list[UUID]:
    name, code = f"Quận {nth + 1}", f"{CITY}.{FIRST_DISTRICT + nth}"
    area = _area(above, f"{FIRST_DISTRICT_AREA + nth}", name, places.AreaKind.DISTRICT, maker.at)
    unit = organisation.get_unit(maker.authority(city, code, name, area.id))
    made = []
    for ward in range(1, wards + 1):
        called = f"Phường {ward}"
        below = _area(area, f"{area.code}{ward:02}", called, places.AreaKind.WARD, maker.at)
        made.append(maker.authority(unit, f"{code}.{ward + 20}", f"{called}, {name}", below.id))
        _draw(below, nth, ward, maker.at)
    return made


def _merge(maker: _Maker, wards: Sequence[UUID], *, on: date) -> None:
    """Let one ward continue two from a day on; on the map it lies where the first did."""
    first, last = (organisation.get_unit(each) for each in wards)
    assert first.parent_id is not None and first.area_id is not None  # noqa: S101,PT018 - a ward
    district = organisation.get_unit(first.parent_id)
    code, name = f"{district.code}.99", f"Phường Hợp Nhất, {district.short_name[5:]}"
    heir = maker.authority(district, code, name, first.area_id, since=on)
    for each in (first, last):
        organisation.succeed(
            actor=ACTOR,
            unit_id=each.id,
            successor_ids=[heir],
            on_date=on,
            legal_basis="Nghị quyết sắp xếp đơn vị hành chính (mô phỏng)",
            at=maker.at,
        )


def _area(
    above: places.AreaInfo, code: str, name: str, kind: places.AreaKind, at: datetime
) -> places.AreaInfo:
    return places.create_area(
        actor=ACTOR,
        code=code,
        name=name,
        kind=kind,
        parent_id=above.id,
        valid_from=SINCE,
        source="Thành phố mô phỏng, không có thật",
        at=at,
    )


def _draw(area: places.AreaInfo, district: int, ward: int, at: datetime) -> None:
    """Draw a ward as a square; districts are blocks of five by five."""
    west = WEST + CELL * (6 * (district % 6) + (ward - 1) % 5)
    north = NORTH - CELL * (6 * (district // 6) + (ward - 1) // 5)
    east, south = west + CELL, north - CELL
    ring = [[west, north], [west, south], [east, south], [east, north], [west, north]]
    places.draw_boundary(
        actor=ACTOR,
        area_id=area.id,
        shape={"type": "Polygon", "coordinates": [[[round(x, 3), round(y, 3)] for x, y in ring]]},
        valid_from=SINCE,
        source=SCHEME,
        licence="CC0",
        at=at,
    )
