"""The code lists of QCVN 102:2016 and its amendment, and the two directions of agency codes."""

import re

from motcua.kernel.exchange import api as exchange

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
SIGNATURE_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#"
OLD_NAMESPACES = frozenset({"http://www.e-doc.vn/Schema/", "http://www.e-doc.vn/Schema"})
V2016, V2022 = "edxml-2016", "edxml-2022"

KINDS = {
    0: exchange.BusinessKind.NEW,
    1: exchange.BusinessKind.REVOKE,
    2: exchange.BusinessKind.UPDATE,
    3: exchange.BusinessKind.REPLACE,
}
KIND_CODES = {kind: code for code, kind in KINDS.items()}
STATES = {
    "01": exchange.PacketState.ARRIVED,
    "02": exchange.PacketState.REFUSED,
    "03": exchange.PacketState.ACCEPTED,
    "04": exchange.PacketState.ASSIGNED,
    "05": exchange.PacketState.IN_PROGRESS,
    "06": exchange.PacketState.COMPLETED,
    "13": exchange.PacketState.TAKING_BACK,
    "15": exchange.PacketState.AGREED,
    "16": exchange.PacketState.DECLINED,
}
STATE_CODES = {state: code for code, state in STATES.items()}
URGENCIES = dict(enumerate(exchange.Urgency))
URGENCY_CODES = {urgency: code for code, urgency in URGENCIES.items()}

# Group B of the list of the amendment 1:2022; what stands there under a number seen or remembered.
ADMINISTRATIVE = (
    "Nghị quyết", "Quyết định", "Chỉ thị", "Quy chế", "Quy định", "Thông cáo", "Thông báo",
    "Hướng dẫn", "Chương trình", "Kế hoạch", "Phương án", "Đề án", "Dự án", "Báo cáo", "Biên bản",
    "Tờ trình", "Hợp đồng", "Công văn", "Công điện", "Bản ghi nhớ", "Bản cam kết",
    "Bản thỏa thuận", "Giấy chứng nhận", "Giấy ủy quyền", "Giấy mời", "Giấy giới thiệu",
    "Giấy nghỉ phép", "Giấy đi đường", "Giấy biên nhận hồ sơ", "Phiếu gửi", "Phiếu chuyển",
    "Thư công",
)  # fmt: skip
DETAILS = {name.lower(): number for number, name in enumerate(ADMINISTRATIVE, 1)}

_LEGACY = re.compile(r"(\d{3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})")
_SIZES = (3, 2, 2, 3)


def is_legacy(code: str) -> bool:
    """Tell whether a code is written from right to left, as before QĐ 20/2020."""
    return _LEGACY.fullmatch(code) is not None


def modern(code: str) -> str:
    """Return an agency's code from left to right: ``000.00.01.H01`` is ``H01.01``."""
    found = _LEGACY.fullmatch(code)
    if found is None:
        return code
    groups = list(reversed(found.groups()))
    while len(groups) > 1 and not groups[-1].strip("0"):
        groups.pop()
    return ".".join(groups)


def legacy(code: str) -> str | None:
    """Return an agency's code from right to left, or None where the old shape cannot hold it."""
    if is_legacy(code):
        return code
    groups = code.split(".")
    zeros = ("", "00", "00", "000")
    filled = [*groups, *zeros[len(groups) :]]
    old = ".".join(reversed(filled))
    return old if is_legacy(old) and modern(old) == code else None
