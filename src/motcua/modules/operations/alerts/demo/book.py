"""The rules of the demo district: what they watch, since when, and how people answer them."""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from uuid import UUID

from ..types import Against, Condition, Kind, RuleTerms, Scope, Severity, Side, Span

_NIGHT = (time(22), time(6))
_ONE_HOUR, _TWO_HOURS, _WORKING_DAY, _DAY = 60, 120, 480, 1440  # minutes
_MONTH = 720  # hours


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an alert: nobody answered, somebody deals with it, or it is closed."""

    is_answered: bool = True
    note: str = ""


_WAITS, _DEALT_WITH = Fate(is_answered=False), Fate()
_WATERED = Fate(
    note="Trạm đo cạnh công trường đang san lấp. Đã yêu cầu chủ đầu tư che chắn, phun nước ba lần"
    " một ngày; số đo đêm đã xuống dưới ngưỡng."
)
_STILL_AIR = Fate(
    note="Lặng gió, sương mù dày; các trạm của thành phố cùng tăng. Đã nhắc trường học hạn chế"
    " hoạt động ngoài trời; theo dõi tiếp trong ngày."
)
_BINS = Fate(
    note="Hai tổ dân phố chưa có thùng phân loại. Công ty môi trường giao đủ thùng trong tuần;"
    " Hội Phụ nữ phường hướng dẫn từng hộ."
)
_REGISTERED = Fate(
    note="Phường đã đăng ký mô hình còn thiếu tại kế hoạch tháng sau; giao công chức"
    " Văn hóa - Xã hội theo dõi."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A rule of the demo.

    Attributes:
        since: So many days ago it was switched on.
        fates: What became of its alerts, in the order of the units, over and over.
    """

    title: str
    indicator: str
    condition: Condition
    span: Span = Span.MONTH
    scope: Scope = Scope.BELOW
    severity: Severity = Severity.WARNING
    within: int = _TWO_HOURS
    repeat: int = 0
    reopen: int = _MONTH
    since: int = 0
    is_on: bool = True
    fates: tuple[Fate, ...] = (_WAITS,)

    def terms(self, unit_id: UUID) -> RuleTerms:
        """Return the rule as an administrator writes it."""
        return RuleTerms(
            title=self.title,
            unit_id=unit_id,
            scope=self.scope,
            indicator_code=self.indicator,
            span=self.span,
            condition=self.condition,
            severity=self.severity,
            within_minutes=self.within,
            quiet=_NIGHT,
            repeat_hours=self.repeat,
            reopen_hours=self.reopen,
        )


def _value(side: Side, value: int, *, at_least: int = 0) -> Condition:
    return Condition(
        kind=Kind.THRESHOLD,
        against=Against.VALUE,
        side=side,
        value=Decimal(value),
        at_least=at_least,
    )


def _target(at_least: int) -> Condition:
    return Condition(kind=Kind.THRESHOLD, against=Against.TARGET, at_least=at_least)


BOOK = (
    Planned(
        title="Giải quyết đúng hạn dưới chỉ tiêu",
        indicator="on-time",
        condition=_target(5),
        severity=Severity.URGENT,
        within=_ONE_HOUR,
        repeat=4,
        reopen=24,
    ),
    Planned(
        title="Nhiều hồ sơ được dự báo trễ hẹn",
        indicator="foretold-late",
        condition=_value(Side.ABOVE, 3),
        within=_WORKING_DAY,
    ),
    Planned(
        title="Nộp trực tuyến thấp",
        indicator="online-share",
        condition=_value(Side.BELOW, 60, at_least=5),
        repeat=24,
    ),
    Planned(
        title="Nộp trực tuyến toàn quận khó đạt chỉ tiêu tháng",
        indicator="online-share",
        condition=Condition(kind=Kind.FORECAST, at_least=10),
        scope=Scope.ONE,
        severity=Severity.NOTICE,
        within=_WORKING_DAY,
    ),
    Planned(
        title="Văn bản đến chưa được đơn vị xem",
        indicator="incoming-read",
        condition=_target(5),
        scope=Scope.ONE,
        since=1,
        fates=(_DEALT_WITH,),
    ),
    Planned(
        title="Bụi mịn PM2.5 trong ngày vượt 45 µg/m³",
        indicator="air-pm25",
        condition=_value(Side.ABOVE, 45),
        span=Span.DAY,
        severity=Severity.URGENT,
        within=_ONE_HOUR,
        since=10,
        fates=(_WATERED, _STILL_AIR),
    ),
    Planned(
        title="Bụi mịn PM2.5 tăng hai tháng liền",
        indicator="air-pm25",
        condition=Condition(kind=Kind.TREND, in_a_row=2, points=Decimal(3)),
        scope=Scope.ONE,
        severity=Severity.NOTICE,
        within=_DAY,
    ),
    Planned(
        title="Hộ kinh doanh đăng ký mới chậm so với kế hoạch năm",
        indicator="new-businesses-of-plan",
        condition=_value(Side.BELOW, 85, at_least=20),
        span=Span.YEAR,
        since=2,
        fates=(_WAITS, _DEALT_WITH),
    ),
    Planned(
        title="Phân loại rác tại nguồn thấp",
        indicator="waste-sorted-share",
        condition=_value(Side.BELOW, 66),
        span=Span.YEAR,
        within=_WORKING_DAY,
        since=3,
        fates=(_BINS, _DEALT_WITH),
    ),
    Planned(
        title="Phường chưa đủ mô hình thí điểm",
        indicator="programme-models-of-ward",
        condition=_value(Side.BELOW, 95),
        span=Span.YEAR,
        severity=Severity.NOTICE,
        within=_DAY,
        fates=(_DEALT_WITH, _WAITS, _REGISTERED),
    ),
    Planned(
        title="Mức ồn tại nút giao thông trong ngày vượt 68 dBA (đang chạy thử)",
        indicator="noise-level",
        condition=_value(Side.ABOVE, 68),
        span=Span.DAY,
        severity=Severity.NOTICE,
        within=_WORKING_DAY,
        is_on=False,
    ),
)
