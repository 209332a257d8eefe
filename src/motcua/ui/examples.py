"""Believable content for the living page of components: the words of Hồng Bàng, no real person."""

from datetime import datetime, timedelta
from typing import Any

from django import forms

from motcua.foundation.errors import Fault
from motcua.foundation.money import Money

STATES = {
    "SUBMITTED": {"label": "Chờ tiếp nhận", "tone": "info", "icon": "inbox"},
    "IN_PROGRESS": {"label": "Đang thụ lý", "tone": "working", "icon": "refresh"},
    "AWAITING_APPLICANT": {"label": "Chờ bổ sung", "tone": "waiting", "icon": "waiting"},
    "DUE_SOON": {"label": "Sắp đến hạn", "tone": "warn", "icon": "clock"},
    "OVERDUE": {"label": "Quá hạn", "tone": "bad", "icon": "error"},
    "DONE": {"label": "Đã có kết quả", "tone": "good", "icon": "check-circle"},
    "WITHDRAWN": ("Đã rút", "neutral", "return"),
}
BIRTH = "Đăng ký khai sinh"


class BirthForm(forms.Form):
    """A few questions of a birth registration, some answered wrongly."""

    full_name = forms.CharField(
        label="Họ, chữ đệm, tên của trẻ", help_text="Viết như sẽ ghi trong Giấy khai sinh."
    )
    born_on = forms.DateField(label="Ngày, tháng, năm sinh", help_text="Ví dụ: 05/03/2024")
    note = forms.CharField(label="Điều muốn nói thêm", required=False, widget=forms.Textarea)


def _timeline(at: datetime) -> list[dict[str, Any]]:
    due_at = at + timedelta(days=2, hours=3)
    return [
        {"title": "Đã gửi hồ sơ", "at": at - timedelta(days=1, hours=4), "by": "Ông/bà"},
        {
            "title": "Đã tiếp nhận",
            "at": at - timedelta(days=1, hours=2),
            "by": "Bộ phận Tiếp nhận và Trả kết quả, phường Sở Dầu",
            "files": [
                {
                    "name": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
                    "href": "#",
                    "kind": "PDF",
                    "size": 84_000,
                }
            ],
        },
        {
            "title": "Đang kiểm tra và soạn Giấy khai sinh",
            "state": "current",
            "by": "Công chức tư pháp – hộ tịch",
            "due_at": due_at,
            "distance": "còn 2 ngày làm việc",
        },
        {"title": "Lãnh đạo phường ký", "state": "next"},
        {"title": "Trả kết quả", "state": "next"},
    ]


def public(*, at: datetime) -> dict[str, Any]:
    """Return what ``ui/design.html`` shows."""
    return {
        "breadcrumbs": [
            {"title": "Dịch vụ công", "href": "#"},
            {"title": "Bộ thành phần giao diện"},
        ],
        "now": at,
        "soon": at + timedelta(days=2, hours=3),
        "today": at + timedelta(hours=5),
        "past": at - timedelta(days=1, hours=1),
        "states": STATES,
        "codes": list(STATES),
        "fee": Money(1_250_000),
        "wrong": BirthForm({"full_name": "", "born_on": "31/02/2024", "note": "Xin thêm bản sao."}),
        "faults": (
            Fault("father.id_number", "Số định danh có 12 chữ số. Hãy xem lại trên thẻ căn cước."),
        ),
        "yes_no": [
            {"value": "yes", "label": "Có", "hint": "Giấy chứng nhận kết hôn còn hiệu lực."},
            {"value": "no", "label": "Không"},
        ],
        "copies": [("0", "Không cần"), ("1", "1 bản sao"), ("3", "3 bản sao"), ("5", "5 bản sao")],
        "ways": [
            ("sms", "Tin nhắn điện thoại"),
            ("mail", "Thư điện tử"),
            ("app", "Ứng dụng VNeID", "Cần tài khoản định danh mức 2."),
        ],
        "chosen_ways": ["sms", "app"],
        "places": [("h1", "Phường Sở Dầu"), ("h2", "Phường Thượng Lý"), ("h3", "Phường Hạ Lý")],
        "answers": [
            {"label": "Họ, chữ đệm, tên", "value": "Nguyễn Phạm Thảo Nguyên", "href": "#"},
            {"label": "Ngày sinh", "value": "05/03/2024", "href": "#"},
            {
                "label": "Nơi sinh",
                "value": "Bệnh viện Phụ sản Hải Phòng\n19 Trần Quang Khải, Hồng Bàng",
                "href": "#",
            },
            {"label": "Số điện thoại", "value": "", "href": "#"},
        ],
        "head": [
            "Giấy tờ",
            {"text": "Bản chính", "numeric": True},
            {"text": "Bản sao", "numeric": True},
            "Tình trạng",
        ],
        "rows": [
            [
                "Giấy chứng sinh",
                1,
                0,
                {"state": {"label": "Đủ", "tone": "good", "icon": "check-circle"}},
            ],
            [
                "Tờ khai đăng ký khai sinh",
                1,
                0,
                {"state": {"label": "Đủ", "tone": "good", "icon": "check-circle"}},
            ],
            [
                "Văn bản ủy quyền",
                0,
                1,
                {"state": {"label": "Còn thiếu", "tone": "warn", "icon": "warning"}},
            ],
        ],
        "events": _timeline(at),
        "tasks": [
            {"title": "Người yêu cầu", "href": "#", "state": {"label": "Xong", "tone": "good"}},
            {
                "title": "Trẻ được khai sinh",
                "href": "#",
                "hint": "Họ tên, ngày sinh, quê quán",
                "state": {"label": "Đang viết dở", "tone": "info"},
            },
            {"title": "Giấy tờ kèm theo", "state": {"label": "Chưa bắt đầu", "tone": "neutral"}},
        ],
        "steps": [
            {"title": "Người yêu cầu", "href": "#", "state": "done"},
            {"title": "Trẻ", "href": "#", "state": "done"},
            {"title": "Cha mẹ", "state": "current"},
            {"title": "Giấy tờ", "state": "todo"},
            {"title": "Xem lại", "state": "todo"},
        ],
        "files": [
            {
                "name": "giay-chung-sinh.jpg",
                "href": "#",
                "kind": "JPEG",
                "size": 1_240_000,
                "at": at,
                "state": {"label": "Rõ", "tone": "good"},
            },
            {
                "name": "uy-quyen-co-cong-chung.pdf",
                "href": "#",
                "kind": "PDF",
                "size": 320_000,
                "at": at - timedelta(days=1),
            },
        ],
        "tabs": [
            {"title": "Đang giải quyết", "href": "#", "current": True, "count": 2},
            {"title": "Đã xong", "href": "#", "count": 7},
        ],
        "chosen": [{"label": "Lĩnh vực: Hộ tịch", "href": "#"}, {"label": "Cấp xã", "href": "#"}],
    }


def _cases(at: datetime) -> list[dict[str, Any]]:
    people = (
        ("Nguyễn Thị Hồng Nhung", BIRTH, "Thẩm định", "DUE_SOON", 6, ""),
        ("Trần Quốc Đạt", "Cấp bản sao trích lục hộ tịch", "Trình ký", "IN_PROGRESS", 26, ""),
        ("Phạm Thị Ngọc Ánh", "Đăng ký kết hôn", "Thẩm định", "OVERDUE", -30, ""),
        (
            "Lê Hoàng Ẩn",
            "Cấp Giấy xác nhận tình trạng hôn nhân",
            "Chờ bổ sung",
            "AWAITING_APPLICANT",
            0,
            "",
        ),
        ("Vũ Đình Khải", "Đăng ký khai tử", "Tiếp nhận", "SUBMITTED", 50, "Trần Minh Tú"),
        ("Bùi Thị Thuỳ Dương", "Chứng thực bản sao từ bản chính", "Trả kết quả", "DONE", 4, ""),
    )
    return [
        {
            "href": "#",
            "id": f"row-{nth}",
            "code": f"H24.12.03-240312-{nth:04d}",
            "person": person,
            "procedure": procedure,
            "step": step,
            "holder": holder,
            "due_at": at + timedelta(hours=hours),
            "paused": state == "AWAITING_APPLICANT",
            "state": STATES[state],
            "current": nth == 2,  # noqa: PLR2004 - any row
            "unread": nth == 1,
        }
        for nth, (person, procedure, step, state, hours, holder) in enumerate(people, start=1)
    ]


def workspace(*, at: datetime) -> dict[str, Any]:
    """Return what ``ui/design_workspace.html`` shows."""
    return {
        "side": True,
        "aside": True,
        "soon": at + timedelta(hours=6),
        "cases": _cases(at),
        "states": STATES,
        "state": STATES["IN_PROGRESS"],
        "counts": [
            {"label": "Việc của tôi", "href": "#", "count": 6, "current": True},
            {"label": "Chờ tiếp nhận", "href": "#", "count": 12},
            {"label": "Sắp đến hạn", "href": "#", "count": 3, "tone": "warn"},
            {"label": "Quá hạn", "href": "#", "count": 1, "tone": "bad"},
            {"label": "Chờ bổ sung", "href": "#", "count": 4},
        ],
        "answers": [
            {"label": "Họ tên", "value": "Trần Quốc Đạt"},
            {"label": "Số định danh", "value": "031090001234"},
            {"label": "Nơi thường trú", "value": "Phường Sở Dầu, quận Hồng Bàng"},
        ],
        "events": _timeline(at),
        "tiles": [
            {
                "title": "Hồ sơ trả đúng hạn",
                "figure": "98,4",
                "unit": "%",
                "change": {
                    "text": "tăng 0,6 điểm so với tháng trước",
                    "direction": "up",
                    "tone": "good",
                },
                "target": "98 %",
                "met": True,
                "history": [96.1, 97.0, 96.8, 97.8, 98.4],
                "source": "Sổ theo dõi hồ sơ",
                "owner": "Văn phòng UBND quận",
                "href": "#",
            },
            {
                "title": "Hồ sơ quá hạn cần xử lý",
                "figure": "3",
                "unit": "hồ sơ",
                "change": {"text": "thêm 2 từ sáng nay", "direction": "up", "tone": "bad"},
                "target": "0",
                "met": False,
                "history": [0, 1, 0, 1, 3],
                "source": "Sổ theo dõi hồ sơ",
                "owner": "Phòng Tư pháp",
                "href": "#",
                "tone": "bad",
            },
            {
                "title": "Mức độ hài lòng",
                "figure": "–",
                "change": {"text": "chưa đủ phiếu", "direction": "flat"},
                "history": [],
                "source": "Phiếu đánh giá",
                "owner": "Phòng Nội vụ",
                "late": True,
            },
        ],
        "choices": [
            ("tu", "Trần Minh Tú – Tư pháp hộ tịch"),
            ("ha", "Đỗ Thu Hà – Tư pháp hộ tịch"),
        ],
        "table_head": [
            "Mã",
            "Thủ tục",
            {"text": "Phí", "numeric": True},
            {"text": "Ngày làm việc", "numeric": True},
        ],
        "table_rows": [
            [{"text": "1.001193", "href": "#"}, BIRTH, "0 đ", 1],
            [
                {"text": "2.000815", "href": "#"},
                "Chứng thực bản sao từ bản chính",
                "2.000 đ",
                "0,5",
            ],
        ],
    }
