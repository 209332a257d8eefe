"""A chairman with his phone, one thumb: from the page of his ward down to a dossier."""

from django.test import Client

from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.identity.tests import factories as people
from motcua.modules.public_services.dossiers.tests import factories as make


def test_a_chairman_gets_from_what_needs_him_to_the_dossier(open_page, axe, settings):
    make.make_catalogue()
    office = make.make_office()
    code = make.finished(office)
    chairman = people.make_official()
    people.give_post(chairman, office.unit.id, "AUTHORITY_LEADER")
    catch_up()
    client = Client()
    client.force_login(chairman)
    page = open_page("/board/?period=2024-03", width=390, height=844, client=client)
    faults: list[str] = []

    def look():
        faults.extend(f"{page.url}: {fault}" for fault in axe(page))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{page.url}: wider than the phone")

    def tap(name):
        before = page.url
        page.locator("main").get_by_role("link", name=name).first.click()
        page.wait_for_url(lambda url: url != before)
        page.wait_for_load_state()
        look()

    look()
    first = page.locator(".bd-act").first
    assert first.locator(".bd-act__number").bounding_box()["y"] < 844
    tap("Giải quyết đúng hạn")
    assert page.locator(".bd-tile .mc-tile__number").inner_text() == "100,0 %"
    tap("Theo từng cán bộ")
    tap("Lê Thị Thuỷ Tiên")
    page.locator("main").get_by_role("link", name=code).click()
    page.wait_for_url(f"**/workspace/dossiers/{code}/")

    assert faults == []
