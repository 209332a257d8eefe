from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.public_services.dossiers import rules
from motcua.modules.public_services.dossiers.errors import WrongState
from motcua.modules.public_services.dossiers.tests.factories import AT
from motcua.modules.public_services.dossiers.types import NationalStatus, State
from motcua.modules.public_services.procedures import api as procedures

# Moves that the national connection allows (design of the fact sheet, section 6.3).
NATIONAL_MOVES = {
    1: {2, 3, 4, 5, 7},  # our acceptance is at once under way: 1 → 2 → 4
    4: {5, 6, 7, 8, 9},
    5: {1, 4, 7, 8},
    9: {10},
}


def component(name, *, required=True, case="", form_code="", key=""):
    return procedures.Component(
        key=key or name,
        name=name,
        originals=1,
        copies=0,
        required=required,
        case=case,
        form_code=form_code,
    )


@pytest.mark.parametrize("state", State)
def test_every_state_has_moves_and_a_national_status(state):
    assert rules.MOVES[state] is not None
    assert rules.national_status(state) in NationalStatus


def test_no_move_offends_the_national_table():
    for state, targets in rules.MOVES.items():
        for target in targets:
            before, after = rules.national_status(state), rules.national_status(target)
            assert before == after or after in NATIONAL_MOVES[before], (state, target)


def test_every_state_can_be_reached_from_waiting_and_what_ended_stays():
    reached, new = {State.WAITING}, {State.WAITING}
    while new:
        new = {to for state in new for to in rules.MOVES[state]} - reached
        reached |= new

    assert reached == set(State)
    for state in (State.REFUSED, State.RETURNED, State.WITHDRAWN, State.STOPPED):
        assert rules.MOVES[state] == frozenset()


def test_a_move_that_is_not_allowed_names_the_state():
    with pytest.raises(WrongState) as refused:
        rules.move(State.RETURNED, State.PROCESSING)

    assert str(State.RETURNED.label) in str(refused.value)
    assert rules.move(State.WAITING, State.REFUSED) is State.REFUSED


def test_a_code_names_unit_day_and_serial():
    code = rules.dossier_code(
        unit_code="H24.12.03",
        day=date(2023, 7, 12),
        serial=1,
        pattern="{unit}-{day}-{serial:04d}",
    )

    assert code == "H24.12.03-230712-0001"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("H24.12.03-230712-0001", "H24.12.03-230712-0001"),
        (" h24.12.03 – 230712 – 0001 ", "H24.12.03-230712-0001"),
        ("000.00.24.H29-230712-0001", "000.00.24.H29-230712-0001"),
        ("H29-230712-12345", "H29-230712-12345"),
        ("https://motcua.vn/track/H24.12.03-230712-0001/", "H24.12.03-230712-0001"),
        ("H24.12.03", ""),
        ("", ""),
        ("Đăng ký khai sinh", ""),
    ],
)
def test_codes_of_both_patterns_are_found_as_people_type_and_scan_them(text, code):
    assert rules.find_code(text) == code


@given(serial=st.integers(1, 12_345), day=st.dates(date(2018, 1, 1), date(2099, 12, 31)))
def test_every_code_that_is_given_is_found_again(serial, day):
    code = rules.dossier_code(
        unit_code="H24.12.03", day=day, serial=serial, pattern="{unit}-{day}-{serial:04d}"
    )

    assert rules.find_code(f"Mã hồ sơ: {code}.") == code


def test_the_declaration_is_made_online_and_what_is_only_shown_is_not_kept():
    needs = rules.paper_needs(
        [
            component("Tờ khai đăng ký khai sinh"),
            component("Đơn theo mẫu", form_code="M1"),
            component("Giấy chứng sinh"),
            component("Giấy tờ tùy thân để xuất trình"),
        ],
        cases=(),
        has_form=True,
    )

    assert [need.is_added for need in needs] == [False, False, True, False]
    assert [need.name for need in rules.missing_papers(needs, given=())] == ["Giấy chứng sinh"]
    assert rules.missing_papers(needs, given=["Giấy chứng sinh"]) == ()


def test_on_paper_the_declaration_is_a_paper():
    (need,) = rules.paper_needs([component("Tờ khai")], cases=(), has_form=False)

    assert need.is_added


def test_a_case_asks_for_its_own_papers_and_takes_away_what_it_says_is_not_there():
    papers = [
        component("Giấy chứng sinh"),
        component("Giấy cam đoan về việc sinh", case="không có giấy chứng sinh"),
        component("Văn bản ủy quyền", case="nộp thay theo ủy quyền"),
    ]

    def names(*cases):
        return [need.name for need in rules.paper_needs(papers, cases=cases, has_form=True)]

    assert names() == ["Giấy chứng sinh"]
    assert names("không có giấy chứng sinh") == ["Giấy cam đoan về việc sinh"]
    assert names("nộp thay theo ủy quyền") == ["Giấy chứng sinh", "Văn bản ủy quyền"]
    assert rules.cases_of(papers) == ("không có giấy chứng sinh", "nộp thay theo ủy quyền")


def test_what_is_not_required_is_never_missing():
    needs = rules.paper_needs([component("Ảnh", required=False)], cases=(), has_form=True)

    assert rules.missing_papers(needs, given=()) == ()


def test_a_promise_is_kept_to_the_second():
    assert rules.is_on_time(finished_at=AT, due_at=AT)
    assert not rules.is_on_time(finished_at=AT + timedelta(seconds=1), due_at=AT)


def test_a_second_supplement_request_is_late_whatever_the_dates_say():
    assert rules.is_on_time(finished_at=AT, due_at=AT, supplement_requests=1)
    assert not rules.is_on_time(finished_at=AT, due_at=AT, supplement_requests=2)


def test_forms_are_those_of_the_circular_of_the_day():
    days = [date(2024, 3, 4), date(2025, 9, 14), date(2025, 9, 15), date(2026, 1, 1)]

    circulars = [rules.circular_on(day) for day in days]

    assert circulars == ["TT 01/2018", "TT 01/2018", "TT 03/2025", "TT 03/2025"]
    assert all(before <= after for before, after in pairwise(circulars))


def test_papers_hold_instants_on_the_clock_of_vietnam():
    assert rules.to_paper({"at": AT, "days": (date(2024, 3, 4),), "n": 1, "none": None}) == {
        "at": "2024-03-04T09:00:00+07:00",
        "days": ["2024-03-04"],
        "n": 1,
        "none": None,
    }


def test_an_address_is_one_line_without_holes():
    address = {"tinh": "Hải Phòng", "huyen": "", "xa": "Phường Sở Dầu", "chi_tiet": "Số 1"}

    assert rules.address_line(address) == "Số 1, Phường Sở Dầu, Hải Phòng"
    assert rules.address_line({}) == ""
