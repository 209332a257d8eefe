"""When somebody is told about a dossier, and the reasons that an apology may give."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from .types import Level

# Printed on the paper, so in Vietnamese; whoever completes the apology adds the particulars.
REASONS: Mapping[str, str] = {
    "PARTNER": "Cơ quan phối hợp chưa trả lời đúng thời hạn.",
    "VERIFY": "Cần thêm thời gian để thẩm tra, xác minh thực tế.",
    "COMPLEX": "Nội dung hồ sơ phức tạp, phải xin ý kiến chuyên môn.",
    "OVERLOAD": "Số lượng hồ sơ tăng đột biến, chưa bố trí đủ người giải quyết.",
    "SIGNER": "Người có thẩm quyền ký vắng mặt, chưa có người ký thay.",
    "SYSTEM": "Hệ thống thông tin gặp sự cố, làm gián đoạn việc giải quyết.",
    "OTHER": "",
}


def reason_words(kind: str, particulars: str) -> str:
    """Return the reason as the apology prints it: that of the catalogue, then the particulars."""
    return " ".join(part for part in (REASONS.get(kind, ""), particulars.strip()) if part)


def levels_reached(
    *,
    days_left: Decimal,
    is_late: bool,
    told: Collection[Level],
    before: Decimal,
    chairman_after: Decimal,
) -> tuple[Level, ...]:
    """Return who is to be told now, nearest first; each level once for a dossier.

    Args:
        days_left: Working days until the promise; negative after it. Before a morning's opening
            nothing of a working day has passed, but the promise of last evening is broken.
        told: The levels that were told before.
        before: So many working days before the promise whoever holds it is told.
        chairman_after: So many working days after it the chairman is told.

    Law:
        ND 61/2018; ND 118/2025
    """
    reached = {
        Level.PERSON: days_left <= before,
        Level.HEAD: is_late,
        Level.CHAIRMAN: is_late and -days_left >= chairman_after,
    }
    return tuple(level for level, is_reached in reached.items() if is_reached and level not in told)
