"""Sentences as conclusions and notes of leaders have them, and what each asks for.

Owner, deadline and product are read by a human; given on Thursday 5 November 2026. A line of
``sentences.txt`` has the sentence, its owners, who co-ordinates, the deadline as a day or a span,
and how the product begins; an owner that is no unit of ours begins with a question mark.
"""

from datetime import date
from pathlib import Path
from uuid import UUID

from motcua.modules.office.directives.types import UnitNames

ON = date(2026, 11, 5)
_NAMES = {
    "VP": (
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân quận",
        "Văn phòng HĐND và UBND",
        "Văn phòng",
    ),
    "TP": ("Phòng Tư pháp quận Hồng Bàng", "Phòng Tư pháp"),
    "NV": ("Phòng Nội vụ quận Hồng Bàng", "Phòng Nội vụ"),
    "TC": ("Phòng Tài chính - Kế hoạch quận Hồng Bàng", "Phòng Tài chính - Kế hoạch"),
    "DT": ("Phòng Quản lý đô thị quận Hồng Bàng", "Phòng Quản lý đô thị"),
    "MT": ("Phòng Tài nguyên và Môi trường quận Hồng Bàng", "Phòng Tài nguyên và Môi trường"),
    "GD": ("Phòng Giáo dục và Đào tạo quận Hồng Bàng", "Phòng Giáo dục và Đào tạo"),
    "VH": ("Phòng Văn hóa và Thông tin quận Hồng Bàng", "Phòng Văn hóa và Thông tin"),
    "LD": ("Phòng Lao động - Thương binh và Xã hội", "Phòng Lao động - TB và XH"),
    "TT": ("Thanh tra quận Hồng Bàng", "Thanh tra quận"),
    "CA": ("Công an quận Hồng Bàng", "Công an quận"),
    "HV": ("Ủy ban nhân dân phường Hùng Vương", "UBND phường Hùng Vương", "phường Hùng Vương"),
    "HL": ("Ủy ban nhân dân phường Hạ Lý", "UBND phường Hạ Lý", "phường Hạ Lý"),
    "SD": ("Ủy ban nhân dân phường Sở Dầu", "UBND phường Sở Dầu", "phường Sở Dầu"),
}
IDS = {key: UUID(int=n) for n, key in enumerate(_NAMES, start=1)}
KEYS = {unit_id: key for key, unit_id in IDS.items()}
UNITS = [UnitNames(unit_id=IDS[key], names=names) for key, names in _NAMES.items()]
SENTENCES = [
    tuple(part.strip() for part in f"{line} | | | |".split("|")[:5])
    for line in Path(__file__).with_name("sentences.txt").read_text().splitlines()
    if line and not line.startswith("#")
]
NO_TASKS = [
    "Ngày 05/11/2026, Chủ tịch Ủy ban nhân dân quận chủ trì họp giao ban tháng 11.",
    "Dự họp có lãnh đạo Phòng Tư pháp, Phòng Nội vụ và Công an quận.",
    "Sau khi nghe báo cáo của Phòng Tài chính - Kế hoạch, Chủ tịch kết luận như sau:",
    "Phòng Giáo dục và Đào tạo đã làm tốt công tác tuyển sinh.",
    "Tình hình giao thông trên địa bàn cơ bản ổn định.",
]
