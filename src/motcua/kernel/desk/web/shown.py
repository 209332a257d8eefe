"""How a desk is shown: rows, lanes, the words of their acts."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..queries import COUNTED, HANDS, Item, Part
from ..types import Lane

ICONS = {
    Lane.SIGN: "sign",
    Lane.DECIDE: "hand-over",
    Lane.READ: "eye",
    Lane.LATE: "warning",
    Lane.SOON: "clock",
}
# What the button under a lane says: every act for many of that lane does just this.
TOGETHER = {
    Lane.SIGN: _("Sign what is chosen"),
    Lane.DECIDE: _("Agree to what is chosen"),
    Lane.READ: _("Mark what is chosen as read"),
}
# And on the page that asks once more.
CONFIRM = {
    Lane.SIGN: _("Sign all of them"),
    Lane.DECIDE: _("Agree to all of them"),
    Lane.READ: _("Mark all of them as read"),
}


def counted(count: int) -> str:
    """Return a count that was not counted to its end as ``99+``."""
    return str(count) if count < COUNTED else f"{COUNTED - 1}+"


def address(item: Item) -> str:
    """Return where a thing is read: in place, else on its module's own page."""
    if not item.source.reads:
        return item.row.url
    return reverse("own_desk:item", args=[item.source.code, item.row.key])


def row(item: Item) -> dict[str, Any]:
    """Return a row as the page draws it."""
    return {
        "row": item.row,
        "name": item.name,
        "href": address(item),
        "many": item.many is not None and item.source.lane in TOGETHER,
    }


def lanes(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Return the lanes that hold something, each with the parts of its sources."""
    found = []
    for lane in Lane:
        mine = [part for part in parts if part.source.lane is lane]
        if not mine:
            continue
        drawn = [
            {
                "title": part.source.title,
                "rows": [row(item) for item in part.items],
                "count": counted(part.count),
                "above": part.above,
                "more": part.source.whole() if part.count > len(part.items) + part.above else "",
            }
            for part in mine
        ]
        found.append(
            {
                "code": lane.value,
                "title": lane.label,
                "icon": ICONS[lane],
                "count": counted(min(COUNTED, sum(part.count for part in mine))),
                "is_late": lane is Lane.LATE,
                "is_mine": lane in HANDS,
                "parts": drawn,
                "together": TOGETHER.get(lane, "")
                if any(each["many"] for part in drawn for each in part["rows"])
                else "",
            }
        )
    return found
