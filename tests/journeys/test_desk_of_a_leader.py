"""An office chief routes and approves from the desk; a leader clears twenty things on a phone."""

from dataclasses import dataclass

import pytest
from django.test import Client

MOST_WEIGHT = 60_000  # of a page of the desk over the wire, without what the browser keeps
DISTRICT, OFFICE, JUSTICE = "H24.12", "H24.12.01", "H24.12.02"


@dataclass
class House:
    """The district of the demo city: who works there, and what they send each other."""

    unit_id: object
    accounts: dict
    posts: dict

    def actor(self, who):
        from django.utils import timezone  # noqa: PLC0415 - Django must be up

        from motcua.kernel.identity import api as identity  # noqa: PLC0415

        return identity.actor_for(self.accounts[who], timezone.now())  # noqa: TID251 - an edge

    def draft(self, nth, *, until):
        """Bring a letter on its way: to the office chief as head, or on to the leader."""
        from dataclasses import replace  # noqa: PLC0415

        from django.utils import timezone  # noqa: PLC0415

        from motcua.modules.office.outgoing import queries, use_cases  # noqa: PLC0415
        from motcua.modules.office.outgoing.models import Document  # noqa: PLC0415

        at = timezone.now()  # noqa: TID251 - an edge
        drafter = self.actor("drafter")
        document_id = use_cases.begin_draft(
            actor=drafter, kind="CV", subject=f"báo cáo chuyên đề số {nth}", at=at
        )
        before = queries.content_of(Document.objects.get(id=document_id))
        content = replace(
            before,
            addressees=("Ủy ban nhân dân phường Sở Dầu",),
            bases=(),
            body="Ủy ban nhân dân quận đề nghị báo cáo:\n1. Kết quả.\n2. Kiến nghị.",
            recipients=("Như trên",),
        )
        use_cases.save_version(
            actor=drafter, document_id=document_id, content=content, based_on=1, at=at
        )
        use_cases.submit_draft(
            actor=drafter, document_id=document_id, signer_post_id=self.posts["leader"], at=at
        )
        if until == "leader":
            for who in ("chief", "clerk"):
                use_cases.check_draft(actor=self.actor(who), document_id=document_id, at=at)

    def letter(self, nth, *, route=False):
        """Register a letter that came in; the chief routes it where that is asked for."""
        from datetime import timedelta  # noqa: PLC0415

        from django.utils import timezone  # noqa: PLC0415

        from motcua.modules.office.incoming import queries, use_cases  # noqa: PLC0415
        from motcua.modules.office.incoming.models import Document  # noqa: PLC0415
        from motcua.modules.office.incoming.types import Metadata, Urgency  # noqa: PLC0415

        at = timezone.now()  # noqa: TID251 - an edge
        clerk = self.actor("clerk")
        document_id = use_cases.take_in(
            actor=clerk, unit_id=self.unit_id, content=None, filename="", at=at
        )
        metadata = Metadata(
            author="Sở Tư pháp",
            number_symbol=f"{nth}/STP-HT",
            issued_on=(at - timedelta(days=1)).date(),
            kind="CV",
            subject=f"hướng dẫn nghiệp vụ hộ tịch, đợt {nth}",
            urgency=Urgency.URGENT if nth % 5 == 0 else Urgency.NORMAL,
        )
        use_cases.register_document(
            actor=clerk, document_id=document_id, metadata=metadata, is_another=True, at=at
        )
        if route:
            found = Document.objects.get(id=document_id)
            use_cases.route_document(
                actor=self.actor("chief"),
                document_id=document_id,
                lead_unit_id=self.posts["justice_unit"],
                due_on=queries.usual_due(found, at=at),
                opinion="Phòng Tư pháp tham mưu.",
                at=at,
            )


@pytest.fixture
def house(transactional_db):
    from django.utils import timezone  # noqa: PLC0415 - Django must be up

    from motcua.foundation.time import local_date  # noqa: PLC0415
    from motcua.kernel.identity import api as identity  # noqa: PLC0415
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415

    at = timezone.now()  # noqa: TID251 - an edge
    ids = {
        code: organisation.find_unit(code, on=local_date(at)).id
        for code in (DISTRICT, OFFICE, JUSTICE)
    }
    wanted = {
        "leader": (DISTRICT, "AUTHORITY_LEADER"),
        "clerk": (DISTRICT, "CLERK"),
        "chief": (OFFICE, "UNIT_HEAD"),
        "drafter": (OFFICE, "SPECIALIST"),
    }
    accounts, posts = {}, {"justice_unit": ids[JUSTICE]}
    for who, (code, role) in wanted.items():
        found = organisation.list_posts([ids[code]], at=at)
        post = next(each for each in found if each.role == role and each.holder_ids)
        posts[who] = post.id
        accounts[who] = identity.accounts_of(post.holder_ids)[post.holder_ids[0]]
    return House(ids[DISTRICT], accounts, posts)


@pytest.fixture
def sit_down(open_page, house):
    """Open the desk of somebody of the house."""

    def sit_down_(who, **how):
        from django.contrib.auth import get_user_model  # noqa: PLC0415

        client = Client()
        client.force_login(get_user_model().objects.get(id=house.accounts[who]))
        page = open_page("/sign-in/", **how)
        page.set_default_timeout(20_000)
        value = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": value, "url": page.url}])
        page.goto("/desk/")
        return page

    return sit_down_


def test_an_office_chief_routes_and_approves_from_the_desk(house, sit_down, seen):
    from motcua.foundation.time import local_date  # noqa: PLC0415 - Django must be up
    from motcua.modules.office.incoming.models import Document as Incoming  # noqa: PLC0415

    house.letter(1)
    house.draft(1, until="chief")
    page = sit_down("chief")
    seen(page)
    assert page.locator(".mc-bar__menu a").first.inner_text() == "Bàn làm việc"

    page.get_by_role("link", name="Bắt đầu từ việc đầu tiên").click()
    page.wait_for_url("**/desk/incoming.route/**")
    seen(page)
    page.locator("[name=lead]").select_option(label="Phòng Tư pháp quận Hồng Bàng")
    page.get_by_role("button", name="Phân phối").last.click()
    page.wait_for_url("**/desk/outgoing.check/**")
    assert page.get_by_text("Kính gửi").count() == 0  # the paper stands there as pictures
    assert page.locator(".mc-pages img").count() >= 1
    seen(page)
    page.get_by_role("button", name="Đồng ý, chuyển tiếp").click()
    page.wait_for_url("**/desk/")
    assert page.locator("#lane-DECIDE").count() == 0
    due_at = Incoming.objects.get().due_at
    page.goto(f"/desk/calendar/?view=month&on={local_date(due_at).isoformat()}")
    assert page.get_by_text("hướng dẫn nghiệp vụ hộ tịch, đợt 1").first.is_visible()
    seen(page)
    assert seen.faults == []


class Thumb:
    """A thumb on a phone: counts its taps, the pages that come, and how heavy they are."""

    def __init__(self, page):
        self.page, self.taps, self.weights = page, 0, []
        page.on("response", self._loaded)

    def _loaded(self, answer):
        if answer.request.resource_type == "document" and answer.ok:
            self.weights.append(len(answer.body()))

    def tap(self, role, name, within="main"):
        self.taps += 1
        before = self.page.url
        place = self.page.locator(within).get_by_role(role, name=name, exact=True)
        place.first.click()
        self.page.wait_for_url(lambda url: url != before)
        self.page.wait_for_load_state()

    def tick_all(self, lane):
        self.taps += 1
        self.page.locator(lane).get_by_label("Chọn cả nhóm").check()


def sign_ten(thumb, page, seen):
    """Read and sign four one by one, the other six with one confirmation."""
    thumb.tap("link", "Bắt đầu từ việc đầu tiên")
    seen(page)
    for _each in range(4):
        thumb.tap("button", "Duyệt và ký")
    thumb.tap("link", "Bàn làm việc")
    thumb.tick_all("#lane-SIGN")
    thumb.tap("button", "Ký các mục đã chọn", "#lane-SIGN")
    seen(page)
    assert page.locator(".mc-review__row").count() == 6
    thumb.tap("button", "Ký tất cả")
    seen(page)
    thumb.tap("link", "Xem việc còn lại")


def read_ten(thumb, page, seen):
    """Read three, each followed by the next, and mark the rest as read."""
    thumb.taps += 1
    page.locator("#lane-READ .mc-desk__link").first.click()
    page.wait_for_url("**/desk/incoming.read/**")
    seen(page)
    for _each in range(2):
        thumb.tap("link", "Tiếp theo")
    thumb.tap("link", "Bàn làm việc")
    thumb.tick_all("#lane-READ")
    thumb.tap("button", "Đã đọc các mục đã chọn", "#lane-READ")
    thumb.tap("button", "Ghi nhận đã đọc tất cả")


def test_a_leader_clears_twenty_on_a_phone(house, sit_down, seen):
    from motcua.modules.office.incoming.models import Document as Incoming  # noqa: PLC0415
    from motcua.modules.office.outgoing.models import Document  # noqa: PLC0415

    for nth in range(10):
        house.draft(nth, until="leader")
        house.letter(nth, route=True)
    page = sit_down("leader", width=390, height=844)
    seen(page)
    assert [page.locator(f"#lane-{lane} .mc-desk__row").count() for lane in ("SIGN", "READ")] == [
        10,
        10,
    ]

    thumb = Thumb(page)
    sign_ten(thumb, page, seen)
    read_ten(thumb, page, seen)

    page.goto("/desk/")
    assert page.locator("#lane-SIGN, #lane-READ").count() == 0
    assert Document.objects.filter(state="APPROVED").count() == 10
    assert not Incoming.objects.exclude(readings__account_id=house.accounts["leader"]).exists()
    assert thumb.taps <= 18
    assert len(thumb.weights) <= 18
    assert max(thumb.weights) <= MOST_WEIGHT
    assert seen.faults == []
