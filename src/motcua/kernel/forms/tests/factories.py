"""Forms and answers for tests; those of modules above may borrow them."""

import copy
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from motcua.foundation import actors
from motcua.kernel.forms import api
from motcua.kernel.forms.types import Form

DATA = Path(__file__).parents[1] / "data"
CODES = tuple(sorted(file.stem for file in DATA.glob("*.json")))

ADDRESS = {
    "tinh": "Hải Phòng",
    "huyen": "Hồng Bàng",
    "xa": "Phường Hoàng Văn Thụ",
    "chi_tiet": "12 Trần Phú",
}
PAPER = {"loai": "Thẻ căn cước công dân", "so": "031190001234"}
APPLICANT = {
    "ho_ten": "Nguyễn Thị Hoa",
    "ngay_sinh": "1990-03-27",
    "so_dinh_danh": "031190001234",
    "giay_to": PAPER,
    "noi_cu_tru": ADDRESS,
    "dien_thoai": "0912345678",
}
SOURCES: Mapping[str, Any] = {
    "vneid.ho_ten": "Nguyễn Thị Hoa",
    "vneid.ngay_sinh": "1990-03-27",
    "vneid.so_dinh_danh": "031190001234",
    "vneid.so_dien_thoai": "0912345678",
    "csdl_dan_cu.thuong_tru": {
        "tinh": "Hải Phòng",
        "xa": "Phường Hoàng Văn Thụ",
        "chi_tiet": "12 Trần Phú",
    },
}
_SPOUSE = {
    "dan_toc": "Kinh",
    "quoc_tich": "Việt Nam",
    "noi_cu_tru": ADDRESS,
    "giay_to": PAPER,
    "ket_hon_lan_thu": 1,
}
_PERSON = {"ho_ten": "Trần Văn Bình", "ngay_sinh": "1950-06", "gioi_tinh": "Nam"}
_ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "yeu-cau-chung": {
        "tu_cach": "Cá nhân",
        "nguoi_yeu_cau": APPLICANT,
        "noi_dung": "Đề nghị giải quyết theo hồ sơ kèm theo.",
        "nhan_ket_qua": "Bản điện tử",
        "cam_doan": True,
    },
    "khai-sinh": {
        "nguoi_yeu_cau": APPLICANT,
        "quan_he": "Mẹ",
        "truong_hop": "Thông thường",
        "nguoi_duoc_khai_sinh": {
            "ho_ten": "Nguyễn Minh Anh",
            "ngay_sinh": "2024-03-05",
            "gioi_tinh": "Nữ",
            "dan_toc": "Kinh",
            "quoc_tich": "Việt Nam",
            "noi_sinh": "Bệnh viện Phụ sản Hải Phòng",
            "que_quan": "Kiến Thụy, Hải Phòng",
        },
        "giay_chung_sinh": {
            "so": "0123/2024",
            "co_so_y_te": "Bệnh viện Phụ sản Hải Phòng",
            "ngay_cap": "2024-03-07",
        },
        "me": {
            "ho_ten": "Nguyễn Thị Hoa",
            "ngay_sinh": "1990-03-27",
            "dan_toc": "Kinh",
            "quoc_tich": "Việt Nam",
            "noi_cu_tru": ADDRESS,
            "so_dinh_danh": "031190001234",
        },
        "cha": {
            "ho_ten": "Trần Văn Nam",
            "ngay_sinh": "1988",
            "dan_toc": "Kinh",
            "quoc_tich": "Việt Nam",
        },
        "ban_sao": {"co": True, "so_luong": 2},
        "nhan_ket_qua": "Tại Bộ phận Tiếp nhận và Trả kết quả",
        "cam_doan": True,
    },
    "ban-sao-trich-luc": {
        "nguoi_yeu_cau": APPLICANT,
        "quan_he": "Con",
        "loai_trich_luc": "Trích lục khai sinh",
        "nguoi_duoc_cap": _PERSON,
        "dang_ky_truoc_day": {"co_quan": "UBND phường Hoàng Văn Thụ", "ngay": "1995"},
        "so_luong": 2,
        "cam_doan": True,
    },
    "khai-tu": {
        "nguoi_yeu_cau": APPLICANT,
        "quan_he": "Con",
        "nguoi_chet": _PERSON,
        "thoi_diem_chet": {"gio": "08:30", "ngay": "2024-03-01"},
        "noi_chet": "Bệnh viện Việt Tiệp",
        "nguyen_nhan": "Bệnh tim",
        "cam_doan": True,
    },
    "ket-hon": {
        "ben_nu": {"ho_ten": "Nguyễn Thị Hoa", "ngay_sinh": "1998-03-27", **_SPOUSE},
        "ben_nam": {"ho_ten": "Trần Văn Nam", "ngay_sinh": "1995-01-02", **_SPOUSE},
        "cam_doan": True,
    },
    "xac-nhan-tinh-trang-hon-nhan": {
        "nguoi_yeu_cau": APPLICANT,
        "quan_he": "Bản thân",
        "nguoi_duoc_cap": {
            "ho_ten": "Nguyễn Thị Hoa",
            "ngay_sinh": "1990-03-27",
            "gioi_tinh": "Nữ",
            "dan_toc": "Kinh",
            "quoc_tich": "Việt Nam",
            "noi_cu_tru": ADDRESS,
            "giay_to": PAPER,
        },
        "tinh_trang": "Chưa đăng ký kết hôn với ai",
        "muc_dich": "Vay vốn ngân hàng",
        "cam_doan": True,
    },
    "chung-thuc-ban-sao": {
        "nguoi_yeu_cau": {"ho_ten": "Nguyễn Thị Hoa", "dien_thoai": "0912345678"},
        "hinh_thuc": "Bản giấy",
        "giay_to": [{"ten_ban_chinh": "Bằng tốt nghiệp đại học", "so_trang": 1, "so_ban": 3}],
    },
    "dang-ky-ho-kinh-doanh": {
        "chu_ho": {
            "ho_ten": "Nguyễn Thị Hoa",
            "ngay_sinh": "1990-03-27",
            "so_dinh_danh": "031190001234",
            "lien_lac": ADDRESS,
            "dien_thoai": "0912345678",
        },
        "ten": "Hộ kinh doanh Minh Anh",
        "tru_so": {"dia_chi": ADDRESS},
        "nganh_nghe": [{"ten": "Bán lẻ trong cửa hàng", "ma": "4711", "chinh": True}],
        "von": 50_000_000,
        "chu_the": "Cá nhân",
        "thue": {"ngay_bat_dau": "2024-04-01", "so_lao_dong": 2},
        "cam_doan": True,
    },
    "cap-phep-xay-dung-nha-o": {
        "chu_dau_tu": {"ten": "Nguyễn Thị Hoa", "dia_chi": ADDRESS, "dien_thoai": "0912345678"},
        "loai_giay_phep": "Xây dựng mới",
        "dia_diem": {"dien_tich_dat_m2": 80.5, "dia_chi": ADDRESS},
        "cong_trinh": {
            "cap_cong_trinh": "Cấp III",
            "dien_tich_tang_1_m2": 60,
            "tong_dien_tich_san_m2": 180,
            "chieu_cao_m": 11.4,
            "so_tang": 3,
        },
        "du_kien_thang": 8,
        "cam_doan": True,
    },
    "tro-cap-xa-hoi-hang-thang": {
        "mau": "1d",
        "doi_tuong": {**_PERSON, "ngay_sinh": "1940", "thuong_tru": ADDRESS},
        "che_do_dang_huong": {"khac": 500_000},
        "cam_doan": True,
    },
    "thay-doi-thong-tin-cu-tru-ct01": {
        "ho_ten": "Nguyễn Thị Hoa",
        "ngay_sinh": "1990-03-27",
        "gioi_tinh": "Nữ",
        "so_dinh_danh": "031190001234",
        "loai_de_nghi": "Đăng ký tạm trú",
        "noi_dung": "Đăng ký tạm trú",
        "dia_chi_moi": ADDRESS,
        "thoi_han_tam_tru_den": "2026-03-01",
        "cam_doan": True,
    },
    "thay-doi-cai-chinh-ho-tich": {
        "nguoi_yeu_cau": APPLICANT,
        "quan_he": "Bản thân",
        "nguoi_co_ho_tich": _PERSON,
        "loai_dang_ky": "Khai sinh",
        "dang_ky_truoc_day": {"co_quan": "UBND phường Hoàng Văn Thụ"},
        "loai_viec": "Cải chính",
        "noi_dung": [{"truong": "Nơi sinh", "tu": "Hải phòng", "thanh": "Hải Phòng"}],
        "ly_do": "Ghi sai khi đăng ký.",
        "cam_doan": True,
    },
    "lien-thong-khai-sinh-thuong-tru-bhyt": {
        "nguoi_yeu_cau": APPLICANT,
        "quan_he": "Mẹ",
        "tre": {
            "ho_ten": "Nguyễn Minh Anh",
            "ngay_sinh": "2024-03-05",
            "gioi_tinh": "Nữ",
            "dan_toc": "Kinh",
            "quoc_tich": "Việt Nam",
            "noi_sinh": "Bệnh viện Phụ sản Hải Phòng",
            "que_quan": "Hải Phòng",
        },
        "thuong_tru": {
            "dang_ky": True,
            "dia_chi": ADDRESS,
            "chu_ho": "Nguyễn Thị Hoa",
            "quan_he_chu_ho": "Con",
        },
        "bhyt": {"noi_kham_ban_dau": "Bệnh viện Trẻ em Hải Phòng"},
        "cam_doan": True,
    },
}


def schema_of(code: str) -> dict[str, Any]:
    """Return the shipped schema."""
    schema: dict[str, Any] = json.loads((DATA / f"{code}.json").read_text(encoding="utf-8"))
    return schema


def a_form(code: str = "khai-sinh", schema: Mapping[str, Any] | None = None) -> Form:
    """Return a shipped form, or one of another schema, without the database."""
    given = schema_of(code) if schema is None else schema
    text = json.dumps(given, ensure_ascii=False)
    return Form(
        id=uuid5(NAMESPACE_URL, text),
        code=code,
        version=1,
        title=given.get("title", code),
        schema=given,
        procedures=tuple(given.get("x-procedure", ())),
    )


def answers(code: str = "khai-sinh", **changes: Any) -> dict[str, Any]:
    """Return valid answers to a shipped form; ``changes`` replace those at the root."""
    return copy.deepcopy({**_ANSWERS[code], **changes})


def load_shipped(at: datetime = datetime(2024, 3, 12, tzinfo=UTC)) -> None:
    """Put the shipped forms back, after a test with its own transactions has emptied the tables."""
    api.load_forms(actor=actors.system("test"), schemas=api.read_schemas(DATA), at=at)
