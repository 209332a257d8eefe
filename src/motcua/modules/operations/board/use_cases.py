"""Every way to change what is watched."""

from collections.abc import Container, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.text import fold
from motcua.kernel.analytics import api as analytics

from . import permissions, queries
from .errors import FieldIncomplete, NoSuchField, OrderOutdated
from .events import FieldArranged, FieldsOrdered
from .models import Field
from .types import LONGEST_OWNER, LONGEST_TITLE, LONGEST_WORDS, MOST_TILES, FieldInfo

_STEP = 10  # of the order, so that the next release can put a field in between


@transaction.atomic
def arrange_field(
    *,
    actor: Actor,
    code: str = "",
    title: str,
    tiles: Sequence[str],
    waits_for: str = "",
    owner: str = "",
    is_shown: bool = True,
    at: datetime,
) -> FieldInfo:
    """Say what is watched in a field of work; without a code it is a new one, put last.

    Args:
        tiles: Codes of indicators, in their order.
        waits_for: What people read while there is nothing to show.
        owner: Who answers for the figures, where an indicator does not say it.

    Raises:
        NotPermitted: The actor does not arrange the operations centre.
        NoSuchField: There is no field of that code.
        FieldIncomplete: Title, tiles or words are missing, too many or taken.

    Publishes:
        FieldArranged
    """
    permissions.ARRANGE.require(actor)
    everything = _locked()
    known = {each.code: each for each in everything}
    if code and code not in known:
        raise NoSuchField
    title, waits_for, owner = (text.replace("\0", "").strip() for text in (title, waits_for, owner))
    _check(
        title,
        tiles,
        waits_for,
        owner=owner,
        others=[each for each in everything if each.code != code],
    )
    last = max((each.order for each in everything), default=0)
    found = FieldInfo(
        code=code or _new_code(title, known.keys()),
        title=title,
        tiles=tuple(tiles),
        waits_for=waits_for,
        owner=owner,
        order=known[code].order if code else last + _STEP,
        is_shown=is_shown,
    )
    if known.get(code) == found:
        return found
    _keep([found], at)
    told = FieldArranged(
        field_code=found.code,
        title=title,
        tiles=found.tiles,
        waits_for=waits_for,
        owner=owner,
        is_shown=is_shown,
    )
    house.publish(told, by=actor, at=at)
    return found


@transaction.atomic
def order_fields(*, actor: Actor, codes: Sequence[str], at: datetime) -> None:
    """Put all fields in another order.

    Raises:
        NotPermitted: The actor does not arrange the operations centre.
        OrderOutdated: These are not all fields, each once.

    Publishes:
        FieldsOrdered
    """
    permissions.ARRANGE.require(actor)
    known = {each.code: each for each in _locked()}
    if sorted(codes) != sorted(known):
        raise OrderOutdated
    if list(codes) == list(known):
        return
    _keep([known[code].at(_STEP * nth) for nth, code in enumerate(codes, 1)], at)
    house.publish(FieldsOrdered(page="board", field_codes=tuple(codes)), by=actor, at=at)


def _locked() -> list[FieldInfo]:
    list(Field.objects.select_for_update().order_by("code"))
    return queries.list_fields()


def _keep(found: Sequence[FieldInfo], at: datetime) -> None:
    rows = [
        Field(
            code=each.code,
            title=each.title,
            tiles=list(each.tiles),
            waits_for=each.waits_for,
            owner=each.owner,
            order=each.order,
            is_shown=each.is_shown,
            arranged_at=at,
        )
        for each in found
    ]
    Field.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[
            "title",
            "tiles",
            "waits_for",
            "owner",
            "order",
            "is_shown",
            "arranged_at",
        ],
    )


def _check(
    title: str, tiles: Sequence[str], waits_for: str, *, owner: str, others: Sequence[FieldInfo]
) -> None:
    faults = []
    if not title or len(title) > LONGEST_TITLE:
        faults.append(Fault("title", _("Give the field a title of at most 80 letters.")))
    if any(fold(each.title) == fold(title) for each in others):
        faults.append(Fault("title", _("There is a field of that title already.")))
    if len(waits_for) > LONGEST_WORDS:
        faults.append(Fault("waits_for", _("Say it in at most 400 letters.")))
    if len(owner) > LONGEST_OWNER:
        faults.append(Fault("owner", _("Name whoever answers in at most 120 letters.")))
    if not tiles and not waits_for:
        faults.append(Fault("waits_for", _("Choose indicators, or say what the field waits for.")))
    declared = {each.code for each in analytics.list_indicators()}
    if not declared.issuperset(tiles) or len(set(tiles)) < len(tiles) or len(tiles) > MOST_TILES:
        faults.append(Fault("q", _("Choose each indicator once, and no more than twelve.")))
    if faults:
        raise FieldIncomplete(faults=tuple(faults))


def _new_code(title: str, taken: Container[str]) -> str:
    stem = slugify(fold(title))[:40] or "field"
    code, nth = stem, 1
    while code in taken:
        nth += 1
        code = f"{stem}-{nth}"
    return code
