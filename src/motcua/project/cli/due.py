"""When is it due, and how was that counted?"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from . import ready

if TYPE_CHECKING:
    from motcua.foundation.time import TimeLimit
    from motcua.kernel.organisation.api import Explanation

LONGEST = 10_000  # of any unit; beyond the calendar no count means anything
EXAMPLES = {
    "instant": "2024-02-07T09:00 (Vietnamese time), 2024-02-07T09:00+07:00 or 2024-02-07",
    "limit": '"5 working_day", "0.5 working_day", "4 working_hour", "30 calendar_day", same_day',
    "pause": "2024-02-15T10:00..2024-02-19T14:00",
}


class Instant(click.ParamType[datetime, Any]):
    """An instant; without an offset it is Vietnamese time, and a bare day is its midnight."""

    name = "instant"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read ISO 8601."""
        from motcua.foundation.time import LOCAL_ZONE, local  # noqa: PLC0415 - help must not wait

        if isinstance(value, datetime):
            return value
        try:
            read = datetime.fromisoformat(value.strip())
        except ValueError:
            self.fail(f"{value!r} is no instant. Write {EXAMPLES['instant']}.", param, ctx)
        return local(read) if read.tzinfo else read.replace(tzinfo=LOCAL_ZONE)


class Limit(click.ParamType["TimeLimit", Any]):
    """A time limit as a law gives it."""

    name = "limit"

    def convert(
        self, value: "str | TimeLimit", param: click.Parameter | None, ctx: click.Context | None
    ) -> "TimeLimit":
        """Read an amount and a unit."""
        from motcua.foundation.time import TimeLimit  # noqa: PLC0415 - help must not wait

        if isinstance(value, TimeLimit):
            return value
        try:
            limit = TimeLimit.parse(value)
        except ValueError as error:
            self.fail(f"{error}. For example: {EXAMPLES['limit']}.", param, ctx)
        if limit.amount > LONGEST:
            self.fail(f"{value!r} is too long: at most {LONGEST}.", param, ctx)
        return limit


class Stretch(click.ParamType[tuple[datetime, datetime], Any]):
    """A pause: two instants with two dots between them."""

    name = "from..to"

    def convert(
        self,
        value: str | tuple[datetime, datetime],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[datetime, datetime]:
        """Read ``FROM..TO``."""
        if isinstance(value, tuple):
            return value
        start, dots, end = value.partition("..")
        if not dots:
            self.fail(f"{value!r} is no pause. Write {EXAMPLES['pause']}.", param, ctx)
        pause = INSTANT.convert(start, param, ctx), INSTANT.convert(end, param, ctx)
        if pause[1] < pause[0]:
            self.fail(f"{value!r} ends before it begins. Write {EXAMPLES['pause']}.", param, ctx)
        return pause


INSTANT, LIMIT, STRETCH = Instant(), Limit(), Stretch()


@click.command()
@click.option("--from", "start", type=INSTANT, required=True, help="Acceptance: the clock starts.")
@click.option("--limit", type=LIMIT, required=True, help='Such as "5 working_day" or same_day.')
@click.option("--unit", "unit_code", metavar="CODE", help="Calendar of this unit, such as H24.12.")
@click.option("--pause", "pauses", type=STRETCH, multiple=True, help="Waiting for the applicant.")
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language."
)
def due(
    start: datetime,
    limit: "TimeLimit",
    unit_code: str | None,
    pauses: tuple[tuple[datetime, datetime], ...],
    lang: str,
) -> None:
    r"""Tell when something is due, and how that was counted, day by day.

    \b
    An instant without an offset is Vietnamese time. Limits:
      5 working_day    the last of five working days counts to its end
      4 working_hour   to the minute, lunch and nights left out
      30 calendar_day  a last day off moves on to the next working day
      2 month          likewise
      same_day         accepted after 15:00: the next working day

    \b
    Examples:
      motcua due --from 2024-02-07T09:00 --limit "5 working_day"
      motcua due --from 2024-02-07T09:00 --limit "5 working_day" \
          --pause 2024-02-15T10:00..2024-02-19T14:00 --lang en
    """
    _refuse_disorder(start, pauses)
    ready()
    from django.utils import translation  # noqa: PLC0415 - after ready()

    from motcua.foundation.errors import DomainError  # noqa: PLC0415
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415

    with translation.override(lang):
        try:
            found = organisation.explain_due(
                unit_id=_unit_id(unit_code, start.date()), start=start, limit=limit, pauses=pauses
            )
        except DomainError as error:
            raise click.ClickException(str(error)) from error
        _print(found)


def _refuse_disorder(start: datetime, pauses: tuple[tuple[datetime, datetime], ...]) -> None:
    reached = start
    for begins, ends in pauses:
        if begins < reached:
            message = "pauses must come after --from, in order of time, and must not overlap."
            raise click.BadParameter(message, param_hint="--pause")
        reached = ends


def _unit_id(code: str | None, on: date) -> UUID | None:
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415 - after ready()

    if code is None:
        return None
    unit = organisation.find_unit(code, on=on)
    if unit is not None:
        return unit.id
    known = ", ".join(each.code for each in organisation.list_units(on)[:12])
    there = f"Known units: {known} …" if known else "There are no units yet: run `motcua demo`."
    raise click.BadParameter(f"no unit has the code {code!r} on {on}. {there}", param_hint="--unit")


def _print(found: "Explanation") -> None:
    from rich.console import Console  # noqa: PLC0415 - help must not wait
    from rich.table import Table  # noqa: PLC0415

    console = Console(highlight=False)
    table = Table.grid(padding=(0, 2))
    for each in found.lines:
        day, _colon, words = each.partition(": ")
        table.add_row(day, words)
    console.print(found.opening)
    console.print(table)
    console.print(found.closing, style="bold")
    if found.warning:
        console.print(found.warning, style="yellow")
