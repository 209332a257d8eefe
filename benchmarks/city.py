"""The city of the measurements: places, units, officials, citizens, the catalogue."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.actors import Actor
from motcua.kernel.identity import api as identity
from motcua.kernel.identity import demo as people
from motcua.kernel.identity.demo.people import Population
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation import demo as units
from motcua.kernel.places import demo as places
from motcua.modules.public_services.dossiers import use_cases
from motcua.modules.public_services.procedures import demo as catalogue

HOUSE = actors.system("benchmark")
SINCE = date(2020, 1, 1)
SHARE_OPEN = 0.2
MOST_OPEN = 20_000  # what a city has at work does not grow with its archive
OPEN_EACH = 100
SMALL = 20_000
MOST_OFFICIALS = 200
CITIZENS = 200
ADULT = 2000


@dataclass(frozen=True, slots=True)
class Size:
    """How many of everything there are."""

    dossiers: int
    pool: int  # drafts to be sent; as many wait at reception, as many more with officials

    @property
    def open(self) -> int:
        return min(MOST_OPEN, int(self.dossiers * SHARE_OPEN))

    @property
    def officials(self) -> int:
        return max(4, min(MOST_OFFICIALS, self.open // OPEN_EACH))

    @property
    def closed(self) -> int:
        return self.dossiers - self.open


def load_city(size: Size) -> None:
    """Load places, units, people and the catalogue as the demo does."""
    places.load()
    units.load()
    people.load(amount=2000)
    catalogue.load()
    use_cases.publish_processes(actor=HOUSE, at=timezone.now())
    _appoint_officials(size)


def wards() -> list[organisation.UnitInfo]:
    """Return the authorities of the wards."""
    found = organisation.list_units(
        timezone.now().date(),
        level=organisation.Level.WARD,
        kind=organisation.UnitKind.AUTHORITY,
    )
    return sorted(found, key=lambda unit: unit.code)


def served_by(size: Size) -> list[organisation.UnitInfo]:
    """Return the wards in which dossiers lie: a small city has few."""
    return wards() if size.dossiers > SMALL else wards()[:3]


def _appoint_officials(size: Size) -> None:
    at, here, amount = timezone.now(), served_by(size), size.officials
    population = Population(wards=tuple(unit.short_name for unit in here), first=700_000)
    newcomers = list(population.people(amount))
    identity.import_persons(actor=HOUSE, persons=newcomers, source="benchmark", at=at)
    for nth, person in enumerate(newcomers):
        known = identity.find_person(person.personal_number)
        assert known is not None
        identity.open_account(actor=HOUSE, username=f"official{nth}", person_id=known.id, at=at)
        unit = here[nth % len(here)]
        post = organisation.create_post(
            actor=HOUSE,
            unit_id=unit.id,
            code=f"{unit.code}/B{nth}",
            role=organisation.Role.SPECIALIST,
            title="Công chức Tư pháp - Hộ tịch",
            valid_from=SINCE,
            sort=1000 + nth,
            at=at,
        )
        organisation.appoint(
            actor=HOUSE, post_id=post.id, person_id=known.id, valid_from=SINCE, at=at
        )


def citizens() -> list[Actor]:
    """Return the actors of adults who have an account."""
    at = timezone.now()
    found = identity.list_persons_by_name("n", limit=CITIZENS + 100)
    adults = [one for one in found if one.birth_date and one.birth_date.year < ADULT]
    return [
        identity.actor_for(
            identity.admit_citizen(
                actor=HOUSE,
                personal_number=person.personal_number or "",
                full_name=person.full_name,
                at=at,
            ).id,
            at,
        )
        for person in adults[:CITIZENS]
    ]
