"""Regimes of the demo city and the reports of its last periods, in every state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.actors import Actor
from motcua.kernel.identity import api as identity

from . import queries, tasks, use_cases
from .models import Regime, Report
from .types import CellKind

DISTRICT = "H24.12"
REGIMES = ("KSTT-QUY", "HSTTHC", "CDS-6T")
_HOUSE = actors.system("demo")
_ADOPTED = timedelta(days=120)
_SOON_AFTER = timedelta(minutes=90)


def load() -> None:
    """Take over three regimes, open what is owed, and let the units work on it; repeatable."""
    now = timezone.now()
    if Regime.objects.exists():
        return
    for code in REGIMES:
        use_cases.adopt_shipped(actor=_HOUSE, code=code, at=now - _ADOPTED)
    use_cases.open_reports(at=now)
    quarter = list(_latest("KSTT-QUY", now))
    for nth, report in enumerate(quarter):
        _PLAYS[nth % len(_PLAYS)](_Stage.of(report, now), report)
    for report in list(_latest("HSTTHC", now))[::2]:
        _sent_to_head(_Stage.of(report, now), report)


def _latest(code: str, now: datetime) -> list[Report]:
    """Return the wards' reports of the last period of a regime."""
    rows = Report.objects.filter(regime_code=code, receiver__code=DISTRICT)
    last = rows.order_by("-last_date").first()
    if last is None:
        return []
    found = rows.filter(period=last.period).select_related("unit", "regime")
    return list(found.order_by("unit__sort", "unit__code"))


@dataclass(frozen=True, slots=True)
class _Stage:
    """Who fills in and who signs, and when they did."""

    filler: Actor
    head: Actor
    at: datetime

    @classmethod
    def of(cls, report: Report, now: datetime) -> "_Stage":
        at = min(report.due_at - timedelta(hours=26), now - timedelta(hours=6))
        filler = _actor(queries.fillers_of([report.unit_id], at=now).get(report.unit_id, []), now)
        head = _actor(queries.heads_of(report.unit_id, at=now), now)
        return cls(filler or _HOUSE, head or _HOUSE, at)


def _actor(accounts: list[UUID], now: datetime) -> Actor | None:
    return identity.actor_for(accounts[0], now) if accounts else None


def _typed(report: Report, at: datetime, *, share: int = 100) -> dict[str, str]:
    """Return believable numbers that balance: few, and most of them 0."""
    chance = Random(str(report.unit.code))  # noqa: S311 - believable, not secret
    form = queries.understood(report.form_version_id)
    typed = {each.key: "0" for each in form.of_kind(CellKind.NUMBER)}
    typed |= {"PA!C1": "1", "PA!D1": str(chance.randint(1, 4)), "PA!G1": "0", "PA!H1": "1"}
    typed["PA!F1"] = str(int(typed["PA!C1"]) + int(typed["PA!D1"]))
    late = queries.count_cells(report).values
    reasons = sum(int(late.get(key) or 0) for key in ("HS!J1", "HS!M1"))
    typed |= {"QH!C2": str(reasons), "QH!D2": "Chờ xác minh của cơ quan công an" if reasons else ""}
    known = {each.key for each in form.of_kind(CellKind.NUMBER, CellKind.WORDS)}
    kept = sorted(known & set(typed))
    return {key: typed[key] for key in kept[: len(kept) * share // 100]}


def _fill(stage: _Stage, report: Report, *, share: int = 100) -> None:
    changed = _typed(report, stage.at, share=share)
    use_cases.save_cells(actor=stage.filler, report_id=report.id, changed=changed, at=stage.at)


def _half(stage: _Stage, report: Report) -> None:
    _fill(stage, report, share=60)


def _untouched(_stage: _Stage, _report: Report) -> None:
    """Leave a report as it opened: its unit is late."""


def _sent_to_head(stage: _Stage, report: Report) -> None:
    _fill(stage, report)
    use_cases.submit_report(
        actor=stage.filler, report_id=report.id, at=stage.at + timedelta(minutes=20)
    )


def _returned(stage: _Stage, report: Report) -> None:
    _sent_to_head(stage, report)
    use_cases.return_report(
        actor=stage.head,
        report_id=report.id,
        reason="Đề nghị rà lại số phản ánh, kiến nghị kỳ trước chuyển sang.",
        at=stage.at + timedelta(hours=1),
    )


def _approved(stage: _Stage, report: Report) -> None:
    """Let the head approve; the worker signs and seals as it does by day."""
    _sent_to_head(stage, report)
    at = stage.at + _SOON_AFTER
    use_cases.approve_report(actor=stage.head, report_id=report.id, at=at)


def _late(stage: _Stage, report: Report) -> None:
    late = _Stage(stage.filler, stage.head, report.due_at + timedelta(hours=27))
    _approved(late, report)


def _corrected(stage: _Stage, report: Report) -> None:
    """Have a report signed at once: only what was sent can be corrected."""
    _approved(stage, report)
    tasks.sign_waiting()
    report.refresh_from_db()
    if report.sent_number is None:
        return
    at = timezone.now()
    use_cases.begin_correction(
        actor=stage.filler,
        report_id=report.id,
        reason="Bổ sung 01 phản ánh nhận qua đường bưu điện trong kỳ.",
        at=at,
    )
    changed = {"PA!D2": "1", "PA!F2": "1"}
    use_cases.save_cells(actor=stage.filler, report_id=report.id, changed=changed, at=at)


_PLAYS: tuple[Callable[[_Stage, Report], None], ...] = (
    _corrected,
    _approved,
    _approved,
    _late,
    _sent_to_head,
    _half,
    _returned,
    _untouched,
    _approved,
)
