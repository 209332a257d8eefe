"""When is it due, and how was that counted?"""

import json
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
    "reappoint": "2024-02-20T09:00..2024-02-26T17:00",
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
Pauses = tuple[tuple[datetime, datetime], ...]


@click.command()
@click.option("--from", "start", type=INSTANT, required=True, help="Acceptance: the clock starts.")
@click.option("--limit", type=LIMIT, required=True, help='Such as "5 working_day" or same_day.')
@click.option("--unit", "unit_code", metavar="CODE", help="Calendar of this unit, such as H24.12.")
@click.option(
    "--pause",
    "pauses",
    type=STRETCH,
    multiple=True,
    help="Waiting for the applicant; give it again for each.",
)
@click.option(
    "--reappoint",
    "reappointed",
    type=STRETCH,
    metavar="AT..DUE",
    help="Promised anew, once: when, and until when.",
)
@click.option("--json", "as_json", is_flag=True, help="For programs: instants in ISO 8601.")
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language."
)
def due(
    *,
    start: datetime,
    limit: "TimeLimit",
    unit_code: str | None,
    pauses: Pauses,
    reappointed: tuple[datetime, datetime] | None,
    as_json: bool,
    lang: str,
) -> None:
    r"""Tell when something is due, and how that was counted, day by day.

    \b
    An instant without an offset is Vietnamese time. Limits:
      5 working_day    the last of five working days counts to its end
      0.5 working_day  half a day: four working hours
      4 working_hour   to the minute, lunch and nights left out
      30 calendar_day  a last day off moves on to the next working day
      2 month          likewise
      same_day         accepted after 15:00: the next working day

    \b
    What moves a date:
      --pause      only waiting for the applicant; what was left is counted on from the answer
      --reappoint  once, with an apology; the first promise is shown beside the new one
      --unit       hours and days off of that unit and of those above it

    \b
    Examples:
      motcua due --from 2024-02-07T09:00 --limit "5 working_day"
      motcua due --from 2024-02-07T09:00 --limit "5 working_day" \
          --pause 2024-02-15T10:00..2024-02-19T14:00 --lang en
      motcua due --from 2024-02-07T09:00 --limit "5 working_day" \
          --reappoint 2024-02-20T09:00..2024-02-26T17:00 --json
    """
    _refuse_disorder(start, pauses, reappointed)
    ready()
    from django.db import ProgrammingError  # noqa: PLC0415 - after ready()
    from django.utils import translation  # noqa: PLC0415

    from motcua.foundation.errors import DomainError  # noqa: PLC0415
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415

    anew = None
    if reappointed:
        anew = organisation.Reappointment(at=reappointed[0], due_at=reappointed[1])
    with translation.override(lang):
        try:
            found = organisation.explain_due(
                unit_id=_unit_id(unit_code, start.date()),
                start=start,
                limit=limit,
                pauses=pauses,
                reappointed=anew,
            )
        except DomainError as error:
            raise click.ClickException(str(error)) from error
        except ProgrammingError as error:
            message = "the database is empty. Run `motcua migrate` or `motcua demo` first."
            raise click.ClickException(message) from error
        if as_json:
            _print_json(found)
        else:
            _print(found)


def _refuse_disorder(
    start: datetime, pauses: Pauses, reappointed: tuple[datetime, datetime] | None
) -> None:
    reached = start
    for begins, ends in pauses:
        if begins < reached:
            message = "pauses must come after --from, in order of time, and must not overlap."
            raise click.BadParameter(message, param_hint="--pause")
        reached = ends
    if reappointed is None:
        return
    at = reappointed[0]
    if at < start:
        raise click.BadParameter("nothing is promised before --from.", param_hint="--reappoint")
    if any(begins < at < ends for begins, ends in pauses):
        message = "while the applicant is waited for, no new date is promised."
        raise click.BadParameter(message, param_hint="--reappoint")


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
    for each in found.rows:
        table.add_row(each.day, each.note)
    console.print(found.opening)
    console.print(table)
    if found.first_promise:
        console.print(found.first_promise)
    console.print(found.closing, style="bold")
    if found.warning:
        console.print(found.warning, style="yellow")


def _print_json(found: "Explanation") -> None:
    days = [
        {
            "day": line.day.isoformat(),
            "mark": line.mark.value,
            "kind": line.kind.value,
            "name": line.name,
            "number": line.number,
            "counted_minutes": round(line.counted.total_seconds() / 60),
            "until": line.until.isoformat() if line.until else None,
            "legal_basis": line.basis,
            "said": row.note,
        }
        for line, row in zip(found.days, found.rows, strict=True)
    ]
    first = found.due_original_at or found.due_at
    told = {
        "due_at": found.due_at.isoformat(),
        "due_original_at": first.isoformat(),
        "days": days,
        "warning": found.warning,
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))
