"""Figures of a unit as the screens show them, and whether they are what happened."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from . import ready
from .scores import print_set

if TYPE_CHECKING:
    from motcua.kernel.analytics import api as analytics

MOST_SHOWN = 20


@click.group(invoke_without_command=True)
@click.option("--unit", "code", help="Code of the unit.")
@click.option("--period", "text", default="", help="2024, 2024-Q1, 2024-03, 2024-03@14, DAY..DAY.")
@click.option("--set", "set_code", default="", help="A prescribed set with its points: 766 or D.")
@click.option("--own", is_flag=True, help="Without the units under it.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def figures(
    context: click.Context,
    code: str | None,
    text: str,
    set_code: str,
    *,
    own: bool,
    as_json: bool,
) -> None:
    """Print the figures of a unit that are counted from events.

    \b
      motcua figures --unit H29.21.3 --period 2024-Q1
      motcua figures --unit H29.21.3 --period 2024-Q1@14 --json    as reports close: on the 14th
      motcua figures --unit H29.21.3 --period 2024-03 --set 766      points of QD 766 and what lacks
    """  # noqa: D301 - click's mark for lines that stay as they are
    if context.invoked_subcommand:
        return
    if not code:
        raise click.UsageError("Name a unit: --unit CODE.")
    ready()
    if set_code:
        unit_id, period, now = _asked(code, text)
        print_set(set_code, unit_id=unit_id, period=period, at=now, as_json=as_json)
        return
    lines = _figures(code, text, own=own)
    if as_json:
        click.echo(json.dumps(lines, ensure_ascii=False, indent=2))
        return
    for line in lines:
        value = "–" if line["value"] is None else f"{line['value']:g}"
        counts = f"{line['numerator']}/{line['denominator']}"
        click.echo(f"{value:>10}  {counts:>15}  {line['title']}")


def _asked(code: str, text: str) -> tuple[UUID, "analytics.Period", datetime]:
    from django.utils import timezone  # noqa: PLC0415 - after ready()

    from motcua.foundation.time import local_date  # noqa: PLC0415
    from motcua.kernel.analytics import api as analytics  # noqa: PLC0415
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415

    now = timezone.now()  # noqa: TID251 - the edge that reads the clock
    unit = organisation.find_unit(code, on=local_date(now))
    if unit is None:
        raise click.BadParameter(f"no unit has the code {code} today", param_hint="--unit")
    try:
        return unit.id, analytics.parse_period(text, at=now), now
    except ValueError as error:
        raise click.BadParameter(f"{text} names no period", param_hint="--period") from error


def _figures(code: str, text: str, *, own: bool) -> list[dict[str, Any]]:
    from motcua.kernel.analytics import api as analytics  # noqa: PLC0415 - after ready()

    unit_id, period, _now = _asked(code, text)
    reach = analytics.Reach.OWN if own else analytics.Reach.TREE
    counted = [each for each in analytics.list_indicators() if each.numerator]
    found = analytics.measure(indicators=counted, unit_ids=[unit_id], period=period, reach=reach)
    return [
        _line(each, period, found[each.code].get(unit_id, analytics.Measure())) for each in counted
    ]


def _line(
    each: "analytics.Indicator", period: "analytics.Period", measure: "analytics.Measure"
) -> dict[str, Any]:
    value = measure.value(each.kind)
    return {
        "code": each.code,
        "title": str(each.title),
        "from": period.first_date.isoformat(),
        "to": period.last_date.isoformat(),
        "numerator": measure.numerator,
        "denominator": measure.denominator,
        "value": None if value is None else round(float(value), 4),
    }


@figures.command()
@click.option("--mend", is_flag=True, help="Put right what differs.")
def recount(*, mend: bool) -> None:
    """Count every figure again from the events, and name what differs.

    With --mend also the first thing to do when a new version begins to count something: figures
    come to what happened before.

    \b
    Exit status:
      0  every figure is what the events say
      1  some are not; each is named
    """  # noqa: D301 - click's mark for lines that stay as they are
    ready()
    from motcua.kernel.analytics import api as analytics  # noqa: PLC0415 - after ready()

    if mend:
        click.echo(f"{analytics.mend()} stories and sums put right")
    report = analytics.recount()
    for each in report.differences[:MOST_SHOWN]:
        click.echo(f"✗ {each.what}: {each.kept}, expected {each.expected}", err=True)
    click.echo(f"{report.streams} stories told again, {len(report.differences)} differences")
    if report.differences:
        raise SystemExit(1)
