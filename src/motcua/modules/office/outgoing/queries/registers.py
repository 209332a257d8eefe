"""Which register numbers what, and what a unit's paper says of it."""

from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from motcua.kernel.organisation import api as organisation

from .. import rules
from ..errors import NoRegister
from ..models import Letterhead, Register


def in_force(on: date) -> Q:
    """Keep what holds on a day."""
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))


def list_registers(*, unit_id: UUID) -> QuerySet[Register]:
    """List the registers of a unit, those in force last first."""
    registers = Register.objects.filter(unit_id=unit_id)
    return registers.order_by("for_copies", F("valid_to").desc(nulls_first=True), "title", "id")


def find_register(*, unit_id: UUID, kind: str, on: date, for_copies: bool = False) -> Register:
    """Return the register that numbers a kind on a day: the one that names it, or the common one.

    Raises:
        NoRegister: There is none.

    Law:
        ND 30/2020, art. 15
    """
    found = Register.objects.filter(in_force(on), unit_id=unit_id, for_copies=for_copies)
    fitting = [each for each in found if not each.kinds or kind in each.kinds]
    fitting.sort(key=lambda register: not register.kinds)
    if not fitting:
        raise NoRegister(kind=kind)
    return fitting[0]


def find_letterhead(*, unit: organisation.UnitInfo, on: date) -> Letterhead:
    """Return what a unit's paper says of it on a day; not saved where nobody wrote it down."""
    found = Letterhead.objects.filter(unit_id=unit.id, valid_from__lte=on)
    return found.order_by("-valid_from").first() or Letterhead(
        unit_id=unit.id,
        symbol=rules.default_symbol(unit.name),
        place=place_of(unit.name),
        valid_from=on,
    )


def place_of(name: str) -> str:
    """Return where a people's committee dates its papers: the name of its place."""
    for level in ("phường", "xã", "đặc khu", "quận", "huyện", "thị xã", "thành phố", "tỉnh"):
        _before, found, place = name.partition(f" {level} ")
        if found:
            return place
    return name
