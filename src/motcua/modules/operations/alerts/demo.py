"""Rules of the demo district, its duty of this month, and alerts in every state."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import cycle
from typing import Any
from uuid import UUID

from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation

from . import queries, rules, use_cases
from .models import Alert, Rule
from .types import Against, Condition, Kind, Pattern, RuleTerms, Scope, Severity, Side, Span

ACTOR = actors.system("demo")
DISTRICT = "H24.12"
NIGHT = (datetime(2024, 1, 1, 22).time(), datetime(2024, 1, 1, 6).time())  # noqa: DTZ001 - hours
NOTE = (
    "Hai hồ sơ đất đai chờ ý kiến Chi nhánh Văn phòng đăng ký đất đai; đã đôn đốc, có kết quả trong"
    " ngày và gửi thư xin lỗi người dân."
)
_AHEAD = timedelta(days=10)
_GAP = timedelta(days=5)  # a day on which the demo has nobody


def load() -> None:
    """Write the rules, plan the duty, let the rules ring and people answer; repeatable."""
    now = timezone.now()
    district = organisation.find_unit(DISTRICT, on=local_date(now))
    if district is None or Rule.objects.exists():
        return
    _write(district.id, now)
    _plan(district.id, Pattern.TWO, now)
    for ward in organisation.list_units(
        on=local_date(now), kind=organisation.UnitKind.AUTHORITY, below=district.id
    ):
        _plan(ward.id, Pattern.WHOLE, now)
    while analytics.settle():
        pass
    rang_at = now - timedelta(hours=5)
    use_cases.watch(at=rang_at)
    Alert.objects.update(next_at=rang_at)  # whatever the hour at which the demo is made
    use_cases.tell_due(at=rang_at)
    _answer(rang_at)


def _write(unit_id: UUID, at: datetime) -> None:
    known = {each.code for each in queries.choices(local_date(at))}
    for terms, is_on in _rules(unit_id):
        if terms.indicator_code in known:
            rule_id = use_cases.write_rule(actor=ACTOR, terms=terms, at=at)
            use_cases.switch_rule(actor=ACTOR, rule_id=rule_id, is_on=is_on, at=at)


def _rules(unit_id: UUID) -> list[tuple[RuleTerms, bool]]:
    """Return the rules of the district, and which are on."""
    target = Condition(kind=Kind.THRESHOLD, against=Against.TARGET, at_least=5)
    falling = Condition(kind=Kind.TREND, points=Decimal(5), at_least=10)
    share = Condition(
        kind=Kind.THRESHOLD,
        against=Against.VALUE,
        side=Side.BELOW,
        value=Decimal(60),
        at_least=3,
    )
    wards: dict[str, Any] = {
        "unit_id": unit_id,
        "scope": Scope.BELOW,
        "span": Span.MONTH,
        "quiet": NIGHT,
    }
    whole = {**wards, "scope": Scope.ONE}
    return [
        (
            RuleTerms(
                title="Giải quyết đúng hạn dưới chỉ tiêu",
                indicator_code="on-time",
                condition=target,
                severity=Severity.URGENT,
                within_minutes=30,
                repeat_hours=4,
                **wards,
            ),
            True,
        ),
        (
            RuleTerms(
                title="Nộp trực tuyến thấp",
                indicator_code="online-share",
                condition=share,
                within_minutes=120,
                repeat_hours=24,
                **wards,
            ),
            True,
        ),
        (
            RuleTerms(
                title="Nộp trực tuyến toàn quận khó đạt chỉ tiêu tháng",
                indicator_code="online-share",
                condition=Condition(kind=Kind.FORECAST, at_least=10),
                severity=Severity.NOTICE,
                within_minutes=480,
                **whole,
            ),
            True,
        ),
        (
            RuleTerms(
                title="Nhiều hồ sơ được dự báo trễ hẹn",
                indicator_code="foretold-late",
                condition=Condition(
                    kind=Kind.THRESHOLD,
                    against=Against.VALUE,
                    side=Side.ABOVE,
                    value=Decimal(3),
                ),
                within_minutes=120,
                **wards,
            ),
            True,
        ),
        (
            RuleTerms(
                title="Yêu cầu bổ sung nhiều lần tăng",
                indicator_code="repeat-requests",
                condition=falling,
                within_minutes=240,
                **wards,
            ),
            False,
        ),
    ]


def _plan(unit_id: UUID, pattern: Pattern, now: datetime) -> None:
    """Let the people of a unit take turns, this month and the days after; one day has nobody."""
    today = local_date(now)
    first = today.replace(day=1)
    days = [first + timedelta(days=n) for n in range((today + _AHEAD - first).days + 1)]
    posts = [
        each.id
        for each in queries.posts_to_plan(unit_id, at=now)
        if each.role in {organisation.Role.SPECIALIST, organisation.Role.CLERK}
    ]
    if not posts:
        return
    turns = rules.turns_of(pattern, days)
    gap: date = today + _GAP
    chosen = {
        (turn.day, turn.name): post
        for turn, post in zip(turns, cycle(posts), strict=False)
        if turn.day != gap
    }
    use_cases.plan_duty(
        actor=ACTOR,
        unit_id=unit_id,
        days=days,
        pattern=pattern,
        posts=chosen,
        at=min(turn.starts_at for turn in turns),
    )


def _answer(rang_at: datetime) -> None:
    """Let one alert be closed, one be dealt with, one go to the next; the others wait."""
    found = list(Alert.objects.not_closed().pressing_first().filter(post__isnull=False)[:3])
    for nth, alert in enumerate(found):
        holder = _holder(alert, rang_at)
        if holder is None or nth == 2:  # noqa: PLR2004 - nobody answers the third
            continue
        at = rang_at + timedelta(minutes=7 + nth)
        use_cases.acknowledge(actor=holder, alert_id=alert.id, at=at)
        if nth == 0:
            use_cases.close(
                actor=holder,
                alert_id=alert.id,
                note=NOTE,
                at=at + timedelta(hours=2),
            )
    use_cases.tell_due(at=rang_at + timedelta(hours=3))


def _holder(alert: Alert, at: datetime) -> Actor | None:
    if alert.post_id is None:
        return None
    accounts = queries.holders_of([alert.post_id], at=at)[alert.post_id].account_ids
    return identity.actor_for(accounts[0], at) if accounts else None
