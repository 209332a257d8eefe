"""A small demo city in a database of its own, copied for each test."""

import re

import pytest

PROCEDURES = ("1.001193", "2.000815", "2.000635", "1.004873")
PEOPLE = 40
MOTHER, WARD = "Phạm Thị Thanh Hà", "Ủy ban nhân dân phường Hoàng Văn Thụ"


def _build():
    """Load the city as `motcua demo` does, with few people and procedures and without a history."""
    from django.utils import timezone  # noqa: PLC0415 - Django must be up

    from motcua.foundation import actors  # noqa: PLC0415
    from motcua.foundation.delivery import deliver_pending  # noqa: PLC0415
    from motcua.kernel.identity import demo as identity  # noqa: PLC0415
    from motcua.kernel.organisation import demo as organisation  # noqa: PLC0415
    from motcua.kernel.places import demo as places  # noqa: PLC0415
    from motcua.modules.public_services.dossiers import use_cases  # noqa: PLC0415
    from motcua.modules.public_services.procedures.tests import factories  # noqa: PLC0415

    places.load()
    organisation.load()
    identity.load(amount=PEOPLE)
    factories.import_shipped(*PROCEDURES)
    use_cases.publish_processes(actor=actors.system("demo"), at=timezone.now())  # noqa: TID251 - an edge
    deliver_pending()


@pytest.fixture(scope="session")
def city(copy_of, template):
    """The demo city before its first dossier; returns the name of its database."""
    with copy_of(template, "city") as name:
        _build()
    return name


@pytest.fixture
def starting_database(city, settings):
    """Begin in the city, where the personas of the demo sign in by a card."""
    settings.DEMO = True
    return city


@pytest.fixture
def worker():
    """Do what the background worker does, until nothing is left."""
    from motcua.foundation.delivery import deliver_pending  # noqa: PLC0415 - Django must be up
    from motcua.kernel.analytics import api as analytics  # noqa: PLC0415
    from motcua.modules.public_services.dossiers import tasks  # noqa: PLC0415

    def work():
        while deliver_pending() + tasks.sign_pending() + analytics.settle():
            pass

    return work


class Pointer:
    """Hands that use a mouse or a finger.

    Attributes:
        arrived: Called on each page that is reached.
    """

    def __init__(self, page, arrived=None):
        self.page = page
        self.arrived = arrived or id

    def _named(self, name):
        return self.page.locator(f"main [name='{name}']")

    def write(self, name, text):
        self._named(name).fill(text)

    def choose(self, name, value):
        self.page.locator(f"main [name='{name}'][value='{value}']").check()

    def select(self, name, label):
        self._named(name).select_option(label)

    def attach(self, nth, file):
        self.page.locator("main input[type=file]").nth(nth).set_input_files(file)

    def press(self, label):
        before = self.page.url
        self.page.get_by_role("button", name=label, exact=True).click()
        self.page.wait_for_url(lambda url: url != before)
        self.page.wait_for_load_state()
        self.arrived(self.page)

    def follow(self, label):
        self.page.get_by_role("link", name=label).first.click()
        self.page.wait_for_load_state()
        self.arrived(self.page)


class Keyboard(Pointer):
    """Hands that have nothing but keys; they look where the focus is at each step."""

    FOCUS = """() => {
        const at = document.activeElement
        if (!at || at === document.body) return null
        const shown = (style) => style.boxShadow !== "none"
            || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
        const near = [at, at.nextElementSibling, at.parentElement, at.closest("label")]
            .filter(Boolean)
        const box = at.getBoundingClientRect()
        return {
            name: at.getAttribute("name") ?? "", value: at.value ?? "", type: at.type ?? "",
            tag: at.tagName, words: (at.innerText ?? "").trim(),
            visible: at.matches(":focus-visible") && near.some((one) => shown(getComputedStyle(one))
                || shown(getComputedStyle(one, "::before"))),
            onScreen: box.bottom > 0 && box.top < innerHeight
                && box.right > 0 && box.left < innerWidth,
            where: at.outerHTML.slice(0, 160),
        }
    }"""

    def __init__(self, page, arrived=None):
        super().__init__(page, arrived)
        self.unseen = []

    def tab_to(self, wanted, key="Tab"):
        for _press in range(150):
            self.page.keyboard.press(key)
            at = self.page.evaluate(self.FOCUS)
            if at is None:
                continue
            if not (at["visible"] and at["onScreen"]):
                self.unseen.append(f"{self.page.url}: {at['where']}")
            if wanted(at):
                return at
        raise AssertionError("the keyboard does not get there")

    def write(self, name, text):
        self.tab_to(lambda at: at["name"] == name)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def choose(self, name, value):
        at = self.tab_to(lambda at: at["name"] == name)
        for _press in range(12):
            if at["value"] == value:
                break
            self.page.keyboard.press("ArrowDown" if at["type"] == "radio" else "Tab")
            at = self.page.evaluate(self.FOCUS)
        self.page.keyboard.press("Space")

    def select(self, name, label):
        self.tab_to(lambda at: at["name"] == name)
        self.page.keyboard.type(label)

    def attach(self, nth, file):
        for _each in range(nth + 1):
            self.tab_to(lambda at: at["type"] == "file")
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)

    def press(self, label):
        self.tab_to(lambda at: at["tag"] == "BUTTON" and at["words"] == label)
        before = self.page.url
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: url != before)
        self.page.wait_for_load_state()
        self.arrived(self.page)

    def press_in(self, username):
        """Press the card of a persona."""
        before = self.page.url
        for _each in range(30):
            self.tab_to(lambda at: at["tag"] == "BUTTON")
            card = "document.activeElement.form?.username?.value"
            if self.page.evaluate(card) == username:
                break
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: url != before)
        self.page.wait_for_load_state()

    def follow(self, label):
        self.tab_to(lambda at: at["tag"] == "A" and label in at["words"])
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()
        self.arrived(self.page)


@pytest.fixture
def hands():
    return Pointer


@pytest.fixture
def keyboard():
    return Keyboard


@pytest.fixture
def photo(tmp_path):
    """A photograph of a paper."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only here

    picture = Image.new("RGB", (900, 1200), "#eee8dc")
    draw = ImageDraw.Draw(picture)
    for line in range(30):
        draw.line((60, 80 + 34 * line, 820 - 31 * (line % 5), 80 + 34 * line), fill="#333", width=3)
    file = tmp_path / "giay-chung-sinh.jpg"
    picture.save(file)
    return file


@pytest.fixture
def errand(photo):
    """Go through the pages of a birth's declaration; stop before it is sent."""

    def declare(who, *, look_ahead=False):
        child, proof = "nguoi_duoc_khai_sinh", "giay_chung_sinh"
        who.press("Bắt đầu")
        assert who.page.locator("[name=unit] option:checked").inner_text() == WARD
        who.press("Tiếp tục")
        assert who.page.locator("[name='nguoi_yeu_cau.ho_ten']").input_value() == MOTHER
        if look_ahead:
            see_all_that_is_missing(who)
        who.press("Lưu và tiếp tục")
        who.write(f"{child}.ho_ten", "Nguyễn Minh Anh")
        for part, text in (("day", "5"), ("month", "3"), ("year", "2024")):
            who.write(f"{child}.ngay_sinh.{part}", text)
        who.choose(f"{child}.gioi_tinh", "Nữ")
        who.select(f"{child}.dan_toc", "Kinh")
        who.write(f"{child}.noi_sinh", "Bệnh viện Phụ sản Hải Phòng")
        who.write(f"{child}.que_quan", "Hải Phòng")
        who.write(f"{proof}.so", "0123/2024")
        who.write(f"{proof}.co_so_y_te", "Bệnh viện Phụ sản Hải Phòng")
        who.press("Lưu và tiếp tục")
        who.press("Lưu và tiếp tục")
        who.choose("cam_doan", "on")
        who.press("Lưu và tiếp tục")
        who.attach(0, photo)
        who.press("Lưu và tiếp tục")

    def see_all_that_is_missing(who):
        page = who.page.url
        who.page.goto(re.sub("questions/.*", "check/", page))
        who.arrived(who.page)
        missing = who.page.locator(".govuk-error-summary li").all_inner_texts()
        assert len(missing) == len(set(missing)) > 5
        said = " ".join(missing).lower()
        for wanted in ("họ, chữ đệm, tên", "giấy chứng sinh", "cam đoan"):
            assert wanted in said
        who.page.goto(page)

    return declare


@pytest.fixture
def enter(open_page):
    """Open a browser in which a persona of the city has signed in."""
    from django.test import Client  # noqa: PLC0415 - Django must be up

    def enter_(username, path="/account/", **options):
        client = Client()
        assert client.post("/sign-in/demo/", {"username": username}).status_code == 302
        page = open_page(path, client=client, **options)
        page.set_default_timeout(15_000)
        return page

    return enter_


@pytest.fixture
def come_in(open_page):
    """Open a page as any official of the city; not all of them are personas."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - Django must be up
    from django.test import Client  # noqa: PLC0415

    def come_in_(username, path, **options):
        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        page = open_page(path, client=client, **options)
        page.set_default_timeout(15_000)
        return page

    return come_in_


@pytest.fixture
def seen(axe):
    """Collect what axe finds, on a phone and on a desk; the test asserts that it is nothing."""

    class Seen:
        faults = []
        pages = set()

        def __call__(self, page):
            size = page.viewport_size
            place = re.sub(r"[0-9a-f-]{36}", "…", page.url.split("//")[1].partition("/")[2])
            for width in (390, 1366):
                page.set_viewport_size({"width": width, "height": 800})
                page.evaluate("scrollTo(0, 0)")  # else what slides under the bar looks too small
                found = axe(page)
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    found.append("the page is wider than the screen")
                self.faults += [f"/{place} at {width}: {one}" for one in found]
            self.pages.add(place)
            page.set_viewport_size(size)

    found = Seen()
    found.faults, found.pages = [], set()
    return found
