"""Dates of retention, plans as they are typed, names and manifests of packages."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.office.archive import rules
from motcua.modules.office.archive.queries import retentions, term

DAYS = st.dates(date(1945, 9, 2), date(2100, 12, 31))
YEARS = st.integers(1, 70)


@given(DAYS, YEARS)
def test_a_file_is_kept_whole_calendar_years_after_its_work_ended(ends_on, years):
    last: Any = rules.expires_on(ends_on=ends_on, years=years)

    assert (last.month, last.day) == (12, 31)
    assert last.year - ends_on.year == years
    assert last - ends_on >= timedelta(days=365 * years)
    assert not rules.has_run_out(expires_on=last, today=last)
    assert rules.has_run_out(expires_on=last, today=last + timedelta(days=1))


@given(DAYS, DAYS, st.none() | YEARS, st.booleans(), st.booleans())
def test_nothing_is_destroyed_before_its_last_day_lent_held_or_kept_for_ever(
    ends_on, today, years, held, lent
):
    last: Any = rules.expires_on(ends_on=ends_on, years=years)
    why = rules.why_not_destroy(
        state="CURRENT", years=years, expires_on=last, held=held, lent=lent, today=today
    )

    assert (why == "") == (years is not None and today > last and not held and not lent)
    if years is None:
        assert why == "FOR_EVER"


@given(DAYS, st.none() | YEARS)
def test_a_longer_period_never_ends_earlier_and_a_later_end_never_either(ends_on, years):
    last: Any = rules.expires_on(ends_on=ends_on, years=years)

    if last is not None:
        longer: Any = rules.expires_on(ends_on=ends_on, years=years + 1)
        later: Any = rules.expires_on(ends_on=ends_on + timedelta(days=40), years=years)
        assert longer > last
        assert later >= last


@given(DAYS)
def test_hand_over_comes_one_year_after_the_work_and_five_after_the_archive(ends_on):
    current = rules.current_due_on(ends_on=ends_on, wait_years=term("current", "years"))
    later = rules.historical_due_on(received_on=current, wait_years=term("historical", "years"))

    assert current == date(ends_on.year + 1, 12, 31)
    assert later == date(ends_on.year + 6, 12, 31)


@pytest.mark.parametrize("state", ["OPEN", "HISTORICAL", "DESTROYED"])
def test_only_what_is_closed_and_here_is_destroyed(state):
    why = rules.why_not_destroy(
        state=state,
        years=5,
        expires_on=date(2000, 12, 31),
        held=False,
        lent=False,
        today=date(2024, 1, 1),
    )

    assert why == "STATE"


@pytest.mark.parametrize(
    ("years", "current", "historical"),
    [(None, True, True), (5, True, False), (4, False, False), (70, True, False)],
)
def test_which_archive_takes_a_file_depends_on_its_period(years, current, historical):
    least = term("current", "least_years")

    assert rules.is_for_current(years=years, least_years=least) is current
    assert rules.is_for_historical(years=years, permanent_only=True) is historical


def test_every_period_names_its_source_and_how_sure_it_is():
    found = retentions(date(2024, 1, 1))

    assert found
    assert all(each.source and each.certainty for each in found)
    assert not retentions(date(2022, 1, 1))


def test_a_plan_is_read_as_annex_v_prints_it():
    lines, faults = rules.parse_lines(
        [
            ("Số, ký hiệu hồ sơ", "Tên đề mục và tiêu đề hồ sơ", "Thời hạn bảo quản", "", ""),
            ("", "I. Tổng hợp"),
            ("01.TH", "Báo cáo  năm", "Vĩnh viễn", "Chị Mai", "bản giấy"),
            ("02/TP", "Hộ tịch", "20 năm"),
            ("", "", "", "", ""),
        ]
    )

    assert not faults
    assert [(each.group, each.serial, each.mark, each.years) for each in lines] == [
        ("I. Tổng hợp", 1, "TH", None),
        ("I. Tổng hợp", 2, "TP", 20),
    ]
    assert (lines[0].title, lines[0].keeper, lines[0].note) == (
        "Báo cáo năm",
        "Chị Mai",
        "bản giấy",
    )


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (("TH", "Báo cáo", "5"), "SYMBOL"),
        (("01.TH", "", "5"), "TITLE"),
        (("01.TH", "Báo cáo", "lâu dài"), "YEARS"),
        (("01.TH", "Báo cáo", "500"), "YEARS"),
    ],
)
def test_a_faulty_line_is_named(row, what):
    lines, faults = rules.parse_lines([row])

    assert not lines
    assert [(each.line, each.what) for each in faults] == [(1, what)]


def test_likeness_counts_own_words_alone():
    assert rules.likeness("Báo cáo kết quả thực hiện", "Triển khai thực hiện kết quả") == 0
    assert rules.likeness("số hóa sổ hộ tịch", "V/v Số hoá sổ hộ tịch quận") > 0.6
    assert rules.likeness("thu gom rác thải", "phòng cháy chữa cháy") == 0


def test_a_manifest_names_each_file_with_its_hash():
    bag = rules.bag_files(
        [rules.packed("data/b.pdf", b"2"), rules.packed("data/a.pdf", b"1")],
        {"Source-Organization": "UBND quận\nHồng Bàng"},
    )
    by_path = {each.path: each for each in bag}

    manifest = rules.read_manifest(by_path[rules.manifest_name()].content.decode())
    assert list(manifest) == ["data/a.pdf", "data/b.pdf"]
    assert manifest["data/a.pdf"] == by_path["data/a.pdf"].sha256
    info = by_path["bag-info.txt"].content.decode()
    assert "Source-Organization: UBND quận Hồng Bàng\nPayload-Oxum: 2.2\n" in info
    tags = rules.read_manifest(by_path["tagmanifest-sha256.txt"].content.decode())
    assert set(tags) == {"bagit.txt", "bag-info.txt", "manifest-sha256.txt"}


def test_a_name_in_a_package_says_what_it_is_in_plain_letters():
    assert rules.data_name(1, "", "???", ".pdf") == "0001-tai-lieu.pdf"
    assert rules.data_name(12, "05/QĐ-UBND", "Đất đai", ".pdf") == "0012-05-qd-ubnd-dat-dai.pdf"
