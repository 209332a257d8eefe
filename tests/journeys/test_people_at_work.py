"""Three people at work: a counter by keyboard, ten cleared, twenty signed on a phone."""

import re
from random import Random
from time import monotonic

import pytest

SINGLE = "1.004873"  # a certificate of one's marital status
CODE = re.compile(r"H\d\d(?:\.\d+)+-\d{6}-\d{4,}")


@pytest.fixture
def pile(transactional_db, worker):
    """Let people of the ward send dossiers; bring them as far as the test asks for."""
    from django.utils import timezone  # noqa: PLC0415 - Django must be up

    from motcua.foundation.time import local_date  # noqa: PLC0415
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415
    from motcua.modules.public_services.dossiers import use_cases  # noqa: PLC0415
    from motcua.modules.public_services.dossiers.demo import acts, town  # noqa: PLC0415
    from motcua.modules.public_services.dossiers.types import Channel, ResultWay  # noqa: PLC0415
    from motcua.modules.public_services.procedures import api as procedures  # noqa: PLC0415

    at = timezone.now()  # noqa: TID251 - an edge
    city = town.read_town(at)
    unit = organisation.find_unit(town.HEROS_WARD, on=local_date(at))
    office = city.office(unit.id)
    version = procedures.find_version(SINGLE, local_date(at))
    people = [person for person in city.people.values() if person.phone and person.personal_number]
    random = Random(3)  # noqa: S311 - invented data

    def make(amount, *, accepted=False, at_leader=False):
        codes = []
        for nth in range(amount):
            wish = acts.Wish(
                version=version,
                person=people[nth % len(people)],
                channel=Channel.ONLINE,
                way=ResultWay.ELECTRONIC,
            )
            code = acts.send(city, office, wish, random=random, at=at)
            if accepted or at_leader:
                use_cases.accept_dossier(actor=office.reception(at), code=code, at=at)
            while at_leader and (now := acts.standing_of(code)).step != "SIGN":
                acts.step(office, code, now, by_hand=False, at=at)
            codes.append(code)
        worker()
        return codes

    return make


def state_of(code):
    from motcua.modules.public_services.dossiers.models import Submission  # noqa: PLC0415

    return Submission.objects.get(code=code).state


def test_a_morning_at_the_counter_by_keyboard(pile, enter, keyboard, seen):
    codes = pile(3)
    page = enter("reception1", "/workspace/reception/")
    hands = keyboard(page, seen)
    seen(page)
    press = page.keyboard.press

    press("?")
    assert page.get_by_role("dialog").get_by_text("Dòng sau, dòng trước").is_visible()
    press("Escape")
    press("j")
    press("j")
    assert page.locator(".mc-inbox__row.is-active a").get_attribute("href").endswith(f"{codes[1]}/")
    press("k")
    press("Enter")
    page.wait_for_url(f"**/{codes[0]}/")
    seen(page)
    hands.press("Tiếp nhận và in giấy hẹn")
    assert state_of(codes[0]) == "PROCESSING"

    press("g")
    press("r")
    page.wait_for_url("**/workspace/reception/")
    assert page.locator(".mc-inbox__row").count() == 2
    press("g")
    press("t")
    page.wait_for_url("**/desk/")
    seen(page)
    press("g")
    press("i")
    page.wait_for_url("**/workspace/**")
    page.goto("/workspace/?in=all")
    seen(page)
    press("/")
    page.keyboard.insert_text(codes[0])
    press("Enter")
    page.wait_for_url("**q=**")
    assert page.locator(".mc-inbox__code").all_inner_texts() == [codes[0]]
    assert hands.unseen == []
    assert seen.faults == []


def test_a_specialist_clears_ten_and_talks_about_one(pile, enter, hands, seen):
    codes = pile(10, accepted=True)
    page = enter("justice1", "/workspace/")
    seen(page)
    officer = hands(page, seen)

    page.goto(f"/workspace/dossiers/{codes[0]}/")
    seen(page)
    field = page.locator("#comment")
    field.press_sequentially("Nhờ xem giúp @đỗ thị")
    page.locator(".mc-mentions [role=option]").first.wait_for()
    field.press("Enter")
    assert "@Đỗ Thị Minh Nguyệt" in field.input_value()
    page.get_by_role("button", name="Ghi ý kiến").click()
    page.wait_for_url("**#comments")
    assert "Đỗ Thị Minh Nguyệt" in page.locator("#comments").inner_text()
    page.goto("/workspace/")

    for _each in codes:
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/workspace/dossiers/**")
        officer.press("Trình ký")
        page.wait_for_url(lambda url: "/dossiers/" not in url)
    assert {state_of(code) for code in codes} == {"PROCESSING"}
    assert page.locator(".mc-inbox__row").count() == 0
    assert seen.faults == []


def test_a_leader_signs_twenty_on_a_phone_within_a_minute(pile, enter, hands, seen):
    codes = pile(20, at_leader=True)
    page = enter("leader1", "/workspace/sign/", width=390, height=800)
    leader = hands(page, seen)
    seen(page)

    began = monotonic()
    page.get_by_label("Chọn cả trang").check()
    assert "Đã chọn 20" in page.locator("[data-chosen-count]").inner_text()
    leader.press("Ký các hồ sơ đã chọn")
    assert page.locator(".mc-review__row").count() == 20
    leader.press("Ký và phát hành tất cả")
    took = monotonic() - began

    assert "Đã ký 20 kết quả" in page.locator("h1").inner_text()
    assert {state_of(code) for code in codes} == {"SIGNING"}
    assert took < 60
    assert seen.faults == []
