"""What a sentence asks for: owner, who co-ordinates, deadline, product."""

from datetime import date

import pytest

from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.modules.office.directives import rules
from motcua.modules.office.directives.tests.unit.sentences import (
    IDS,
    KEYS,
    NO_TASKS,
    ON,
    SENTENCES,
    UNITS,
)


def _propose(text):
    return rules.propose_tasks(text, units=UNITS, on=ON)


def _deadline(found):
    if found is None:
        return ""
    return f"{found.day:%d/%m/%Y}" if found.day else str(found.limit)


@pytest.mark.parametrize(
    ("sentence", "owners", "supports", "deadline", "product"),
    SENTENCES,
    ids=[each[0][:48] for each in SENTENCES],
)
def test_a_sentence_gives_its_task(sentence, owners, supports, deadline, product):
    found = _propose(sentence)

    named = [KEYS.get(each.owner_id) or each.group or f"?{each.owner_words}" for each in found]
    assert named == ([owners] if owners.startswith("?") else owners.split())
    for each in found:
        assert [KEYS[unit_id] for unit_id in each.support_ids] == supports.split()
        assert _deadline(each.deadline) == deadline
        if product:
            assert each.product.startswith(product)
        assert each.text
        assert each.sentence == sentence


@pytest.mark.parametrize("sentence", NO_TASKS)
def test_a_sentence_that_orders_nothing_gives_no_task(sentence):
    assert _propose(sentence) == ()


def test_lines_under_a_heading_are_for_the_unit_that_it_names():
    found = _propose(
        "1. Phòng Tư pháp:\n"
        "a) Rà soát thủ tục hộ tịch, xong trước ngày 20/11/2026;\n"
        "- Lập báo cáo kết quả trong tháng 12.\n"
        "2. Về giải phóng mặt bằng: giao UBND phường Hạ Lý vận động các hộ trước 30/11.\n"
        "Báo cáo kết quả tại cuộc họp sau."
    )

    assert [KEYS[each.owner_id] for each in found] == ["TP", "TP", "HL"]
    assert found[0].text == "Rà soát thủ tục hộ tịch"


def test_a_line_that_a_pdf_broke_at_its_margin_is_one_sentence():
    found = _propose(
        "Giao Phòng Tư pháp chủ trì, phối hợp với Phòng Tài nguyên và\n"
        "Môi trường rà soát hồ sơ, hoàn thành trước ngày\n"
        "15/12/2026.\n"
        "Giao Phòng Nội vụ tổng hợp trước ngày 20/12/2026\n"
        "Giao Văn phòng theo dõi"
    )

    assert [KEYS[each.owner_id] for each in found] == ["TP", "NV", "VP"]
    assert found[0].support_ids == (IDS["MT"],)
    assert _deadline(found[0].deadline) == "15/12/2026"


def test_a_sentence_that_follows_adds_to_the_task_before_it():
    (found,) = _propose(
        "Giao Phòng Nội vụ rà soát biên chế. Báo cáo kết quả rà soát trước ngày 18/11/2026."
    )

    assert found.deadline is not None
    assert found.deadline.day == date(2026, 11, 18)
    assert found.product == "Báo cáo kết quả rà soát"
    assert found.sentence.endswith("18/11/2026.")


def test_what_shall_be_done_is_said_without_who_and_until_when():
    (found,) = _propose(
        "Giao Phòng Tư pháp chủ trì, phối hợp với Phòng Nội vụ và Công an quận rà soát dữ liệu "
        "hộ tịch, hoàn thành trước ngày 15/12/2026."
    )

    assert found.text == "Rà soát dữ liệu hộ tịch"
    assert found.support_ids == (IDS["NV"], IDS["CA"])


def test_a_day_said_every_month_is_marked_as_repeating():
    (found,) = _propose("Giao Văn phòng gửi báo cáo trước ngày 20 hằng tháng.")

    assert found.deadline is not None
    assert found.deadline.repeats


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15/12/2026", date(2026, 12, 15)),
        ("2026-12-15", date(2026, 12, 15)),
        ("15/12", date(2026, 12, 15)),
        ("5/1", date(2027, 1, 5)),
        ("trước ngày 15-12-2026", date(2026, 12, 15)),
        ("hết quý IV", date(2026, 12, 31)),
        ("tháng 12", date(2026, 12, 31)),
        ("thứ Sáu tuần sau", date(2026, 11, 13)),
        ("thứ 6", date(2026, 11, 6)),
        ("chủ nhật", date(2026, 11, 8)),
        ("cuối năm nay", date(2026, 12, 31)),
        ("ngày mai", date(2026, 11, 6)),
        ("31/02/2027", None),
        ("sớm nhất có thể", None),
        ("", None),
    ],
)
def test_a_deadline_is_read_as_people_type_it(typed, day):
    found = rules.read_deadline(typed, on=ON)

    assert (found.day if found else None) == day


def test_a_span_is_left_to_the_calendar():
    found = rules.read_deadline("10 ngày làm việc", on=ON)

    assert found is not None
    assert found.limit == TimeLimit.parse("10 working_day")
    assert found.limit.unit is TimeUnit.WORKING_DAY
    assert found.day is None
