"""Scans of believable documents, worn as those that come by post; a seed is always one scan."""

import io
import subprocess
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pypdf
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from motcua.kernel.documents import api as documents
from motcua.modules.office.outgoing import api as outgoing

FONT = Path(documents.__file__).parent / "data" / "fonts" / "texgyretermes-bold.otf"
RED, BLUE = (200, 40, 45), (50, 60, 160)
_SENDERS = (
    ("Ủy ban nhân dân thành phố Hải Phòng", "Sở Tư pháp", "Hải Phòng", "STP-HCTP"),
    ("Ủy ban nhân dân thành phố Hải Phòng", "Sở Nội vụ", "Hải Phòng", "SNV-CCHC"),
    ("Ủy ban nhân dân thành phố Hải Phòng", "Sở Xây dựng", "Hải Phòng", "SXD-QLN"),
    ("", "Ủy ban nhân dân thành phố Hải Phòng", "Hải Phòng", "UBND-NC"),
    ("Ủy ban nhân dân quận Hồng Bàng", "Ủy ban nhân dân phường Sở Dầu", "Sở Dầu", "UBND-VP"),
    ("Ủy ban nhân dân quận Hồng Bàng", "Phòng Tài nguyên và Môi trường", "Hồng Bàng", "TNMT"),
)
_MATTERS = (
    "rà soát thủ tục hành chính trong lĩnh vực hộ tịch",
    "phòng, chống ngập úng trong mùa mưa bão",
    "số hóa hồ sơ đất đai của các phường",
    "tuyển sinh đầu cấp năm học mới",
    "kiểm tra an toàn phòng cháy, chữa cháy tại chung cư cũ",
    "hỗ trợ hộ nghèo, hộ cận nghèo xây dựng, sửa chữa nhà ở",
    "quản lý, sử dụng vỉa hè, lòng đường trên địa bàn",
    "thu gom, phân loại chất thải rắn sinh hoạt tại nguồn",
    "giải quyết đơn khiếu nại của công dân về bồi thường, giải phóng mặt bằng",
    "cung cấp dịch vụ công trực tuyến toàn trình",
)
_OPENINGS = (
    "Thực hiện Kế hoạch số 215/KH-UBND ngày 14 tháng 8 của Ủy ban nhân dân thành phố về {what},",
    "Căn cứ kết quả kiểm tra quý III và ý kiến chỉ đạo của lãnh đạo thành phố về {what},",
    "Qua theo dõi tình hình {what} trong chín tháng đầu năm,",
)
_ASKS = (
    "Giao một cán bộ đầu mối, gửi họ tên và số điện thoại về {who} trước ngày {day} tháng {month}.",
    "Rà soát, lập danh sách các trường hợp vướng mắc, nêu rõ nguyên nhân và đề xuất hướng xử lý.",
    "Công khai số điện thoại đường dây nóng 0225.{phone} để tiếp nhận phản ánh của người dân.",
    "Tổng hợp số liệu theo mẫu gửi kèm, trong đó {n} hồ sơ quá hạn phải giải trình cụ thể.",
    "Niêm yết danh mục, trình tự, thời hạn và mức phí tại trụ sở, nhà văn hóa tổ dân phố.",
    "Bố trí kinh phí {money}.000.000 đồng từ nguồn dự toán đã giao; không để phát sinh nợ đọng.",
    "Phối hợp với Công an, Mặt trận Tổ quốc và các đoàn thể vận động nhân dân tự giác chấp hành.",
    "Kiểm điểm trách nhiệm tập thể, cá nhân để xảy ra chậm trễ, báo cáo bằng văn bản.",
    "Khẩn trương khắc phục những tồn tại đã được chỉ ra, hoàn thành trong tháng {month}.",
    "Định kỳ thứ Sáu hằng tuần báo cáo tiến độ, kèm hình ảnh hiện trường trước và sau khi xử lý.",
)
_ENDINGS = (
    "Nếu có khó khăn, vướng mắc đề nghị phản ánh kịp thời để được hướng dẫn, giải quyết",
    "Đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện",
    "Nhận được văn bản này, yêu cầu các đơn vị khẩn trương tổ chức thực hiện và báo cáo kết quả",
)
_KINDS = (("CÔNG VĂN", ""), ("BÁO CÁO", "BC"), ("KẾ HOẠCH", "KH"), ("THÔNG BÁO", "TB"))
_SIGNERS = (
    "Nguyễn Văn Thắng",
    "Trần Thị Bích Ngọc",
    "Phạm Đức Huy",
    "Đỗ Thị Hường",
    "Vũ Quốc Khánh",
)
_URGENT = ("", "", "", "KHẨN", "HỎA TỐC")


@dataclass(frozen=True)
class Scan:
    """A scan, what stands on it, and what the register should say of it."""

    picture: bytes  # JPEG
    pdf: bytes  # the picture alone on its page, as scanners make it
    text: str
    number_symbol: str
    subject: str
    urgency: str


def make(seed: int) -> Scan:
    """Return a document of one page, drawn by the house's own paper, and its worn scan."""
    chance = Random(seed)  # noqa: S311 - the same each time is what is wanted
    values = _values(chance)
    drawn = documents.render_paper(outgoing.PAPER, values)
    text = pypdf.PdfReader(io.BytesIO(drawn)).pages[0].extract_text()
    worn = _wear(Image.open(io.BytesIO(_draw(drawn))).convert("RGB"), chance)
    jpeg, pdf = io.BytesIO(), io.BytesIO()
    worn.save(jpeg, "JPEG", quality=chance.randint(40, 70), dpi=(200, 200))
    Image.open(jpeg).save(pdf, "PDF", resolution=200)
    return Scan(
        picture=jpeg.getvalue(),
        pdf=pdf.getvalue(),
        text=text,
        number_symbol=values["number"],
        subject=values["subject"],
        urgency=values["urgency"],
    )


def _draw(pdf: bytes) -> bytes:
    command = ["pdftoppm", "-r", "200", "-f", "1", "-l", "1", "-"]
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True)  # noqa: S603 - fixed
    return drawn.stdout


def _values(chance: Random) -> dict[str, Any]:
    parent, name, place, symbol = chance.choice(_SENDERS)
    what, (kind, short) = chance.choice(_MATTERS), chance.choice(_KINDS)
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    facts = {
        "who": name,
        "what": what,
        "day": chance.randint(5, 28),
        "month": month,
        "phone": chance.randint(100_000, 999_999) * 10 + 1,
        "n": chance.randint(3, 180),
        "money": chance.randint(12, 900),
    }
    asks = [each.format(**facts) for each in chance.sample(_ASKS, chance.randint(4, 6))]
    opening = (
        f"{chance.choice(_OPENINGS).format(**facts)} {name} đề nghị thực hiện các nội dung sau:"
    )
    number = str(chance.randint(11, 2900))
    is_letter = not short
    return {
        "title": what,
        "author": name,
        "at": f"2025-{month:02}-{day:02}T08:00",
        "unit": {"parent": parent, "name": name, "place": place},
        "number": f"{number}/{symbol}" if is_letter else f"{number}/{short}-{symbol.split('-')[0]}",
        "dated": f"2025-{month:02}-{day:02}",
        "draft": False,
        "paper": True,
        "letter": is_letter,
        "kind": kind,
        "subject": what if is_letter else what[:1].upper() + what[1:],
        "addressees": ["Ủy ban nhân dân phường Hùng Vương"] if is_letter else [],
        "bases": [],
        "blocks": [
            {"type": "text", "number": "", "text": opening, "rows": []},
            *(
                {"type": "clause", "number": str(n), "text": ask, "rows": []}
                for n, ask in enumerate(asks, start=1)
            ),
            {"type": "text", "number": "", "text": chance.choice(_ENDINGS), "rows": []},
        ],
        "recipients": ["Như trên", "Lãnh đạo cơ quan", "Các phòng chuyên môn"],
        "filed": "VT",
        "appendices": [],
        "appendix_numbers": [],
        "urgency": chance.choice(_URGENT),
        "circulation": "",
        "drafter_mark": "",
        "contact": "",
        "signer": {
            "authority": "TM. ỦY BAN NHÂN DÂN" if "Ủy ban" in name else "",
            "on_behalf": "",
            "title": "CHỦ TỊCH" if "Ủy ban" in name else "GIÁM ĐỐC",
            "name": chance.choice(_SIGNERS),
        },
        "verify": None,
    }


def _wear(page: Image.Image, chance: Random) -> Image.Image:
    """Stamp, print pale, scan askew and out of focus, on a machine that makes noise."""
    _seal(page, (980, chance.randint(1500, 1850)), chance)
    if chance.random() < 0.5:
        _arrival_stamp(page, (chance.randint(120, 260), chance.randint(480, 640)), chance)
    ink, paper = chance.randint(25, 95), chance.randint(195, 245)
    page = page.point([ink + value * (paper - ink) // 255 for value in range(256)] * 3)
    angle = chance.choice((-1, 1)) * chance.uniform(0.5, 1.5)
    page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(paper, paper, paper))
    page = page.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 0.9)))
    return _noise(page, chance.randint(12, 40), chance)


def _noise(page: Image.Image, strength: int, chance: Random) -> Image.Image:
    grain = Image.frombytes("L", page.size, chance.randbytes(page.width * page.height))
    grain = grain.point([128 + (value - 128) * strength // 128 for value in range(256)])
    return ImageChops.add(page, Image.merge("RGB", [grain] * 3), scale=1, offset=-128)


def _seal(page: Image.Image, place: tuple[int, int], chance: Random) -> None:
    """Put the round seal of an agency over what stands there."""
    ink = Image.new("RGB", page.size, "white")
    draw, (x, y), radius = ImageDraw.Draw(ink), place, 140
    for inset, width in ((0, 6), (14, 3), (70, 3)):
        box = (x - radius + inset, y - radius + inset, x + radius - inset, y + radius - inset)
        draw.ellipse(box, outline=RED, width=width)
    draw.regular_polygon((x, y, 45), 3, rotation=chance.randint(0, 90), fill=RED)
    page.paste(ImageChops.multiply(page, ink))


def _arrival_stamp(page: Image.Image, place: tuple[int, int], chance: Random) -> None:
    """Put a stamp with a frame askew over the head or the first lines."""
    stamp = Image.new("RGB", (330, 150), "white")
    draw = ImageDraw.Draw(stamp)
    colour = chance.choice((RED, BLUE))
    draw.rectangle((4, 4, 325, 145), outline=colour, width=4)
    draw.text((20, 20), "SAO Y", font=ImageFont.truetype(str(FONT), 44), fill=colour)
    draw.line((20, 110, 310, 110), fill=colour, width=3)
    turned = stamp.rotate(chance.uniform(-6, 6), expand=True, fillcolor="white")
    ink = Image.new("RGB", page.size, "white")
    ink.paste(turned, place)
    page.paste(ImageChops.multiply(page, ink))
