"""The product that a sentence asks for: a plan, a report, a list."""

import re

from .folding import flatten

_LONGEST = 110
# Verbs that make something, then what is made; “báo cáo” is both.
_MAKES = (
    r"(?:xay dung|ban hanh|lap|tham muu(?: \w+){0,4}? (?:ban hanh|xay dung|trinh)|tham muu|du thao"
    r"|soan thao|soan|trinh|hoan thien|hoan chinh|gui|tong hop|co|ky)"
)
_THING = (
    r"(?:ke hoach|de an|phuong an|to trinh|du thao|quyet dinh|danh sach|danh muc|bien ban"
    r"|cong van|van ban|huong dan|quy che|quy trinh|chuong trinh|ho so|thong bao|du toan|bao cao"
    r"|bang tong hop|tai lieu|nghi quyet|quy dinh)"
)
_MADE = re.compile(rf"\b{_MAKES}(?:\s+\w+){{0,5}}?\s+(?P<thing>{_THING}\b)(?! nay\b)")
_REPORTS = re.compile(r"\b(?P<thing>bao cao)\b(?!\s+so\s+\d)")
_ENDS = re.compile(
    r"[,;.:]|\s(?:truoc|trong (?:thang|quy|nam|tuan|ngay|vong|thoi|\d+)|xong|hoan thanh|gui|trinh"
    r"|cham nhat|muon nhat|den ngay|de (?:tong hop|trinh|bao cao|xem xet)"
    r"|va (?:bao cao|gui|trinh|to chuc|trien khai)|theo (?:quy dinh|dung)|het (?:thang|quy|ngay)"
    r"|tinh den|den (?:het|ngay)|vao ngay|(?:qua|ve) (?:van phong|phong|ubnd|so))\b"
)


def product_in(said: str) -> str:
    """Return the product that a sentence asks for, with a capital; empty where it names none.

    >>> product_in("xây dựng kế hoạch tuyên truyền, trình UBND quận trước ngày 15/12")
    'Kế hoạch tuyên truyền'
    """
    flat = flatten(said)
    made = _MADE.search(flat) or _REPORTS.search(flat)
    if made is None:
        return ""
    start = made.start("thing")
    end = _ENDS.search(flat, made.end("thing"))
    words = (
        said[start : end.start() if end else len(said)].strip(" .;,")[:_LONGEST].rsplit("  ", 1)[0]
    )
    return words[:1].upper() + words[1:]
