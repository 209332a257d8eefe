"""Bringing plans to mind: one message a week for each lead unit that has something due."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation.time import local, local_date
from motcua.kernel.notifications import api as notifications

from .. import queries
from ..models import Item

LANGUAGE = "vi"
_NAMED = 10


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Tell the heads of lead units what is late and what is due in the next two weeks.

    The first working day of a week tells; run again in the same week nobody gets a second message.

    Returns:
        How many people were told.
    """
    near = list(queries.list_near(at=at))
    told = queries.posts_to_tell({each.lead_unit_id for each in near}, at=at)
    year, week, _day = local_date(at).isocalendar()
    people = 0
    with override(LANGUAGE):
        for unit_id, found in groupby(near, attrgetter("lead_unit_id")):
            items = list(found)
            for account_id in told.get(unit_id, ()):
                notifications.send(
                    key=f"programme.reminder:{account_id}:{unit_id}:{year}-{week}",
                    to_account_id=account_id,
                    subject=_("%(count)s lines of the plan need your unit") % {"count": len(items)},
                    body=_body(items, at),
                    link=f"/workspace/programme/{items[0].plan_id}/?mine=1",
                    at=at,
                )
                people += 1
    return people


def _body(items: Sequence[Item], at: datetime) -> str:
    return "\n".join(
        f"{each.label} ({each.standing(at).label}, {local(each.due_at):%d/%m/%Y}): {each.text}"
        for each in items[:_NAMED]
    )
