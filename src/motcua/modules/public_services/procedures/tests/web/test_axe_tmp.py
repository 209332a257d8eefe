import os, pytest
from datetime import date
from django.conf import settings as dj
from motcua.kernel.identity.tests.factories import give_post, make_official
from motcua.kernel.organisation import demo as od, api as organisation
from motcua.kernel.places import demo as pd
from motcua.modules.public_services.procedures import demo
from motcua.modules.public_services.procedures.tests.factories import *

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_look(open_page, axe, live_server, client):
    pd.load()
    od.load()
    import_shipped("1.001193", "1.004884", "1.001731", "2.001263", "1.004873")
    from django.utils import timezone

    at = timezone.now()
    demo._write_texts(at)
    demo._differ(at)
    demo._shorten(at)
    d = organisation.find_unit("H24.12", on=date(2024, 3, 1))
    account = make_official()
    for r in ("CATALOGUE_ADMIN", "SUPERVISOR", "AUTHORITY_LEADER"):
        give_post(account, d.id, r)
    client.force_login(account)
    cookie = client.cookies[dj.SESSION_COOKIE_NAME].value
    os.makedirs("/tmp/look2", exist_ok=True)
    log = open("/tmp/look2/bad.txt", "w")
    r = client.get("/posting/list.pdf?unit=H24.12.28")
    open("/tmp/look2/list.pdf", "wb").write(r.content)
    page = open_page("/posting/kiosk/", width=390, height=844)
    total = page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).reduce((s,e)=>s+e.transferSize,0)"
    )
    print("kiosk bytes", total, file=log, flush=True)
    page.goto("/procedures/1.001193/", wait_until="load")
    print(
        "procedure page bytes uncompressed",
        len(client.get("/procedures/1.001193/").content),
        file=log,
        flush=True,
    )
    page.context.add_cookies(
        [{"name": dj.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    for path in (
        "/posting/?unit=H24.12.28",
        "/catalogue/differences/",
        "/procedures/1.001193/at/H24.12.28/",
        "/posting/kiosk/?unit=H24.12.28",
        "/catalogue/1.001193/edit/",
        "/catalogue/1.001193/plain/",
        "/catalogue/1.001193/at/H24.12.28/",
        "/catalogue/proposals/1/",
        "/catalogue/1.004884/propose/",
        "/catalogue/1.001193/withdraw/",
        "/procedures/1.001731/compare/",
        "/catalogue/1.001731/",
    ):
        for w in (390, 1366):
            page.set_viewport_size({"width": w, "height": 800})
            if w == 390:
                page.goto(path, wait_until="load")
            for x in axe(page):
                print(path, w, x, file=log, flush=True)
            if page.evaluate("document.documentElement.scrollWidth>innerWidth"):
                print(path, w, "SIDEWAYS", file=log, flush=True)
            page.screenshot(
                path="/tmp/look2/"
                + path.strip("/").replace("/", "_").replace("?", "_")[:40]
                + f"-{w}.png",
                full_page=True,
            )
    print("done", file=log, flush=True)
