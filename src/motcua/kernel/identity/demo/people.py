"""An invented population: the same every time, and nobody in it exists.

Personal numbers begin with 099, a place that no list of provinces has; telephone numbers begin with
0199, which no exchange connects any more.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from ..types import Gender, NewPerson

NAMES = Path(__file__).parents[1] / "data" / "names.json"
BORN_BY = date(2024, 1, 1)
SHARE_OF_COUPLES = 0.72
SHARE_OF_KINH = 0.985  # about that of Hải Phòng
OLD = 1975


def number(*, gender: Gender, born: date, nth: int) -> str:
    """Return an invented personal number."""
    century_and_sex = 2 * (born.year // 100 - 19) + (gender is Gender.FEMALE)
    return f"099{century_and_sex}{born.year % 100:02}{nth:06}"


@dataclass(kw_only=True)
class Population:
    """Makes households, ward by ward.

    Attributes:
        wards: Names of the wards without their kind: ``Minh Khai``.
    """

    wards: tuple[str, ...]
    first: int = 100
    random: Random = field(default_factory=lambda: Random(2024))  # noqa: S311 - invented data
    names: Mapping[str, Any] = field(default_factory=lambda: json.loads(NAMES.read_text("utf-8")))

    def __post_init__(self) -> None:
        self._nth = count(self.first)

    def people(self, amount: int) -> Iterator[NewPerson]:
        """Return ``amount`` persons who live in households."""
        made = 0
        while made < amount:
            for person in self._household():
                if made < amount:
                    yield person
                    made += 1

    def adult(
        self, *, ward: str, gender: Gender, oldest: int = 1966, youngest: int = 1998
    ) -> NewPerson:
        """Return somebody of working age."""
        born = self._birthday(self.random.randint(oldest, youngest))
        family = self._family_name()
        return self._person(family=family, gender=gender, born=born, address=self.address(ward))

    def _household(self) -> list[NewPerson]:
        address = self.address(self.random.choice(self.wards))
        born = self._birthday(int(self.random.triangular(1936, 2004, 1985)))
        family = self._family_name()
        if self.random.random() > SHARE_OF_COUPLES:
            gender = self.random.choice(list(Gender))
            return [self._person(family=family, gender=gender, born=born, address=address)]
        husband = self._person(family=family, gender=Gender.MALE, born=born, address=address)
        born += timedelta(days=self.random.randint(-400, 2600))
        born = min(born, date(2005, 12, 31))
        wife = self._person(
            family=self._family_name(), gender=Gender.FEMALE, born=born, address=address
        )
        couple = [
            replace(husband, spouse_number=wife.personal_number),
            replace(wife, spouse_number=husband.personal_number),
        ]
        return couple + list(self._children(family=family, mother=wife, address=address))

    def _children(
        self, *, family: str, mother: NewPerson, address: Mapping[str, str]
    ) -> Iterator[NewPerson]:
        mother_born = mother.birth_date or BORN_BY
        born = mother_born + timedelta(days=365 * self.random.randint(21, 31))
        for _child in range(self.random.choice((0, 1, 1, 2, 2, 2, 3))):
            if BORN_BY.year - 22 < born.year and born < BORN_BY:
                gender = self.random.choice(list(Gender))
                yield self._person(family=family, gender=gender, born=born, address=address)
            born += timedelta(days=self.random.randint(600, 2000))

    def _person(
        self, *, family: str, gender: Gender, born: date, address: Mapping[str, str]
    ) -> NewPerson:
        names = self.names["male" if gender is Gender.MALE else "female"]
        middle = self.random.choice(names["middle_old" if born.year < OLD else "middle"])
        given = self.random.choice([name for name in names["given"] if name not in middle.split()])
        nth = next(self._nth)
        is_adult = born.year < BORN_BY.year - 15
        return NewPerson(
            personal_number=number(gender=gender, born=born, nth=nth),
            full_name=f"{family} {middle} {given}",
            birth_date=born,
            gender=gender.value,
            phone=f"0199{nth:06}" if is_adult else "",
            address=address,
            ethnicity="Kinh"
            if self.random.random() < SHARE_OF_KINH
            else self.random.choice(("Hoa", "Tày", "Mường")),
            nationality="Việt Nam",
        )

    def _family_name(self) -> str:
        share: Mapping[str, int] = self.names["family"]
        return self.random.choices(list(share), weights=list(share.values()))[0]

    def _birthday(self, year: int) -> date:
        return date(year, 1, 1) + timedelta(days=self.random.randint(0, 364))

    def address(self, ward: str) -> dict[str, str]:
        """Return an address in a ward."""
        street = self.random.choice(self.names["streets"].get(ward, ["Hùng Vương"]))
        house = self.random.randint(1, 320)
        alley = self.random.choice(("", f"ngõ {self.random.randint(2, 180)} "))
        return {
            "loai": "Thường trú",
            "quoc_gia": "Việt Nam",
            "tinh": "Thành phố Hải Phòng",
            "huyen": "Quận Hồng Bàng",
            "xa": f"Phường {ward}",
            "chi_tiet": f"Số {house} {alley}{street}",
        }
