"""What a unit reaches of a prescribed set of indicators, as the screens show it."""

import json
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

if TYPE_CHECKING:
    from motcua.kernel.analytics import api as analytics
    from motcua.modules.operations.scores import api as scores

PLACES = 2


def print_set(
    set_code: str,
    *,
    unit_id: UUID,
    period: "analytics.Period",
    at: datetime,
    as_json: bool,
) -> None:
    """Print points, ratios and what is missing; as JSON with every number."""
    from motcua.modules.operations.scores import api as scores  # noqa: PLC0415 - after ready()

    try:
        found = scores.score(unit_ids=[unit_id], period=period, at=at, set_code=set_code)
    except scores.NoSuchSet as error:
        raise click.BadParameter(f"no set is called {set_code}", param_hint="--set") from error
    if unit_id not in found:
        raise click.BadParameter("the unit is no authority in that period", param_hint="--unit")
    score = found[unit_id]
    if as_json:
        click.echo(json.dumps(_plain(score), ensure_ascii=False, indent=2))
        return
    for line in score.lines:
        click.echo(_text(line))
    if score.of.max_points:
        points = f"{float(score.points):.2f} of {float(score.measurable):g} measurable"
        click.echo(
            f"{points}, at most {float(score.possible):.2f} of {float(score.of.max_points):g}"
        )


def _text(line: "scores.Line") -> str:
    criterion = line.criterion
    if line.share is None:
        return f"{criterion.number:>5}  {'missing':>8}  {'–':>13}  {criterion.title}"
    counts = f"{line.share.numerator}/{line.share.denominator}"
    most = float(criterion.max_points)
    reached = f"{float(line.points or 0):.2f}/{most:g}" if most else "–"
    return f"{criterion.number:>5}  {reached:>8}  {counts:>13}  {criterion.title}"


def _plain(score: "scores.Score") -> dict[str, Any]:
    return {
        "set": score.of.code,
        "version": score.of.version,
        "from": score.period.first_date.isoformat(),
        "to": score.period.last_date.isoformat(),
        "points": _number(score.points),
        "measurable": _number(score.measurable),
        "possible": _number(score.possible),
        "grade": [each.title for each in (score.lowest, score.highest) if each],
        "groups": [
            {
                "number": each.group.number,
                "title": each.group.title,
                "points": _number(each.points),
                "max": _number(each.group.max_points),
                "criteria": [_criterion(line) for line in each.lines],
            }
            for each in score.groups
        ],
    }


def _criterion(line: "scores.Line") -> dict[str, Any]:
    criterion, share = line.criterion, line.share
    said: dict[str, Any] = {"number": criterion.number, "title": criterion.title}
    if share is None:
        return said | {"missing": criterion.lacks, "max": _number(criterion.max_points)}
    ratio = share.value
    return said | {
        "numerator": share.numerator,
        "denominator": share.denominator,
        "ratio": None if ratio is None else round(float(ratio), 4),
        "points": _number(line.points or Fraction(0)),
        "max": _number(criterion.max_points),
    }


def _number(points: Fraction) -> float:
    return round(float(points), PLACES)
