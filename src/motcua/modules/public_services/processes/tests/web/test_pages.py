import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from motcua.foundation.time import local_date
from motcua.kernel.identity.tests.factories import give_post, make_official
from motcua.modules.public_services.processes import queries, use_cases
from motcua.modules.public_services.processes.types import COLUMNS, Row

from .. import factories as make
from ..factories import ASKING, AT, CAT, SHARED, SHORT, SYSTEM

pytestmark = pytest.mark.django_db
BASE = f"/processes/{SHARED}/"
LATER = (SHORT[0], replace(SHORT[1], hours="6"), *SHORT[2:])
PAGES = [
    "/processes/",
    "/processes/?q=ba+ngay&kind=GENERAL",
    "/processes/new/",
    "/processes/report/",
    "/processes/report.csv",
    BASE,
    f"{BASE}1/",
    f"{BASE}1.bpmn",
    f"{BASE}try/",
    f"{BASE}procedures/",
    f"{BASE}compare/",
]


def form_of(rows, *, revision, page_key="t", title="Ba ngày", **more):
    given = {"title": title, "revision": revision, "page_key": page_key, "count": len(rows)}
    for at, row in enumerate(rows, start=1):
        given |= {f"row-{at}-{name}": getattr(row, name) for name in COLUMNS}
    return given | more


@pytest.fixture
def published():
    make.make_catalogue()
    make.publish()
    make.assign()


@pytest.fixture
def draft(published):
    return use_cases.begin_draft(actor=SYSTEM, code=SHARED, at=AT)


def press(client, act, rows, **more):
    """Press a button of the editor as its page stands now."""
    revision = queries.get_draft(SHARED).revision
    return client.post(f"{BASE}edit/", form_of(rows, revision=revision, act=act, **more))


@pytest.mark.parametrize("path", [*PAGES, f"{BASE}edit/", f"{BASE}publish/"])
def test_only_who_manages_processes_sees_them(client, unit_id, draft, path):
    assert client.get(path).status_code == 302  # to the sign-in page
    account = make_official()
    give_post(account, unit_id, "RECEPTION")
    client.force_login(account)

    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_there(administrator, published, path):
    assert administrator.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/processes/NO-1/", f"{BASE}9/", f"{BASE}edit/", f"{BASE}publish/", f"{BASE}9.bpmn"]
)
def test_what_is_not_there_is_not_found(administrator, published, path):
    assert administrator.get(path).status_code == 404


def test_the_page_of_a_process_shows_table_and_diagram(administrator, published):
    page = administrator.get(BASE).content.decode()

    assert "<svg" in page
    assert page.count("Thụ lý") >= 2, "in the diagram and in the table"
    assert CAT in page


def test_the_list_takes_few_queries_however_long(administrator, django_assert_max_num_queries):
    for number in range(2, 12):
        make.publish(code=f"QTC-{number:02}")
    administrator.get("/processes/")

    with django_assert_max_num_queries(14):
        administrator.get("/processes/")


def test_begin_copies_the_version_into_a_table(administrator, published):
    answer = administrator.post(f"{BASE}begin/", follow=True)

    page = answer.content.decode()
    assert 'value="Thụ lý"' in page
    assert 'name="row-4-name"' in page


def test_buttons_add_move_and_remove_rows_and_keep_what_was_typed(administrator, draft):
    typed = (SHORT[0], replace(SHORT[1], name="Thụ lý hồ sơ", hours="bốn"), *SHORT[2:])

    answer = press(administrator, "add.2", typed)
    assert answer.headers["Location"].endswith("#row-3-name")
    assert queries.get_draft(SHARED).rows == (*typed[:2], Row(), *typed[2:])

    press(administrator, "up.4", (*typed[:2], Row(), *typed[2:]))
    assert [row.name for row in queries.get_draft(SHARED).rows] == [
        "Tiếp nhận",
        "Thụ lý hồ sơ",
        "Ký",
        "",
        "Trả kết quả",
    ]

    press(administrator, "remove.4", queries.get_draft(SHARED).rows)
    assert queries.get_draft(SHARED).rows == typed


def test_lines_from_a_sheet_are_added_or_taken_instead(administrator, draft):
    sheet = "Nội dung\tTrách nhiệm\tThời gian\nLấy ý kiến công an\tCơ quan phối hợp\t1 ngày\n"

    press(administrator, "paste", SHORT, pasted=sheet)
    assert queries.get_draft(SHARED).rows[-1] == Row(
        name="Lấy ý kiến công an", kind="CONSULT", role="PARTNER", hours="1 ngày"
    )

    press(administrator, "replace", SHORT, pasted=sheet)
    assert len(queries.get_draft(SHARED).rows) == 1


def test_all_faults_stand_next_to_their_rows(administrator, draft):
    rows = (SHORT[0], replace(SHORT[1], hours="bốn", name=""), SHORT[2])

    answer = press(administrator, "check", rows)
    page = administrator.get(answer.headers["Location"]).content.decode()

    assert 'href="#row-2-name"' in page
    assert 'href="#row-2-hours"' in page
    assert 'value="bốn"' in page
    assert page.count('aria-invalid="true"') == 2
    assert 'id="row-2-faults"' in page


def test_autosave_keeps_what_is_typed_and_the_page_can_still_save(administrator, draft):
    rows = (replace(SHORT[0], name="Tiếp nhận hồ s"), *SHORT[1:])

    answer = administrator.post(
        f"{BASE}autosave/", form_of(rows, revision=draft.revision, page_key="page")
    )
    assert answer.status_code == 200
    assert queries.get_draft(SHARED).rows == rows

    answer = administrator.post(
        f"{BASE}edit/", form_of(SHORT, revision=draft.revision, page_key="page", act="save")
    )
    assert answer.status_code == 302


def test_who_saves_second_sees_both_tables_and_loses_nothing(administrator, draft):
    first = form_of(LATER, revision=draft.revision, page_key="one", act="save")
    second = form_of(
        (SHORT[0], replace(SHORT[1], name="Của tôi"), *SHORT[2:]),
        revision=draft.revision,
        page_key="two",
        act="save",
    )
    administrator.post(f"{BASE}edit/", first)

    answer = administrator.post(f"{BASE}edit/", second)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Của tôi"' in page
    assert 'value="overwrite"' in page
    assert queries.get_draft(SHARED).rows == LATER

    (revision,) = re.findall(r'name="revision" value="(\d+)"', page)
    administrator.post(f"{BASE}edit/", second | {"act": "overwrite", "revision": revision})
    assert queries.get_draft(SHARED).rows[1].name == "Của tôi"


def test_publish_says_what_changes_and_makes_a_version(administrator, draft):
    press(administrator, "save", LATER)
    page = administrator.get(f"{BASE}publish/").content.decode()
    assert "<mark>" in page

    answer = administrator.post(f"{BASE}publish/", {"note": "", "effective_from": "hôm nay"})
    assert answer.status_code == 422

    day = local_date(answer.wsgi_request.at) + timedelta(days=3)
    answer = administrator.post(
        f"{BASE}publish/", {"note": "Rút ngắn", "effective_from": f"{day:%d/%m/%Y}"}
    )

    assert answer.status_code == 302
    version = queries.list_versions(SHARED)[0]
    assert (version.number, version.effective_from, version.note) == (2, day, "Rút ngắn")
    assert not queries.get_info(SHARED, on=day).has_draft


def test_a_faulty_draft_is_not_published(administrator, draft):
    answer = press(administrator, "publish", SHORT[:2])

    assert answer.headers["Location"].endswith("?check")
    assert administrator.get(f"{BASE}publish/").status_code == 302


def test_a_refused_day_is_told_on_the_page(administrator, draft):
    press(administrator, "save", LATER)

    answer = administrator.post(
        f"{BASE}publish/", {"note": "Rút ngắn", "effective_from": "01/01/2020"}
    )

    assert answer.status_code == 422
    assert "Rút ngắn" in answer.content.decode()


def test_two_versions_are_compared_with_both_diagrams(administrator, published):
    make.publish(LATER)

    page = administrator.get(f"{BASE}compare/?before=1&after=2").content.decode()

    assert page.count("<svg") >= 2
    assert "<mark>8</mark>" in page
    assert "<mark>6</mark>" in page


def test_the_bpmn_file_can_be_read(administrator, published):
    answer = administrator.get(f"{BASE}1.bpmn")

    root = ET.fromstring(answer.content)  # noqa: S314 - our own
    assert root.tag.endswith("definitions")
    assert 'filename="QTC-01-1.bpmn"' in answer.headers["Content-Disposition"]


def test_a_sample_dossier_is_shown_its_way(administrator, unit_id, published):
    make.publish(ASKING, code="QTC-02")
    query = {
        "which": "1",
        "procedure": CAT,
        "unit": str(unit_id),
        "day": "04/03/2024",
        "hour": "9:00",
        "channel": "ONLINE",
    }

    page = administrator.get("/processes/QTC-02/try/", query).content.decode()

    assert "Xác minh tại chỗ" in page
    assert "07/03/2024" in page, "the promise"


def test_a_sample_dossier_needs_a_procedure_a_unit_and_an_instant(administrator, published):
    answer = administrator.get(f"{BASE}try/", {"procedure": "", "day": "x"})

    assert answer.status_code == 422


def test_a_foreign_unit_cannot_be_tried(administrator, published):
    query = {"procedure": CAT, "unit": "0" * 32, "day": "04/03/2024", "hour": "9:00"}

    assert administrator.get(f"{BASE}try/", query).status_code in {403, 404}


def test_procedures_are_assigned_and_released_in_bulk(administrator, published):
    make.make_catalogue("1.999002", "1.999003")
    today = local_date(administrator.get(f"{BASE}procedures/").wsgi_request.at)
    given = {"valid_from": f"{today:%d/%m/%Y}", "note": "QĐ 12/2026"}

    answer = administrator.post(
        f"{BASE}procedures/",
        given | {"chosen": ["1.999002", "1.999003"], "act": "assign"},
    )
    assert answer.status_code == 302
    assert len(queries.list_served(SHARED, on=today)) == 3

    administrator.post(
        f"{BASE}procedures/", given | {"chosen": [CAT, "1.999002"], "act": "release"}
    )
    assert [one.procedure_code for one in queries.list_served(SHARED, on=today)] == ["1.999003"]


def test_nothing_chosen_is_told(administrator, published):
    today = local_date(administrator.get(f"{BASE}procedures/").wsgi_request.at)

    answer = administrator.post(
        f"{BASE}procedures/", {"valid_from": f"{today:%d/%m/%Y}", "act": "assign"}
    )

    assert answer.status_code == 422


def test_a_new_process_may_begin_like_another(administrator, published):
    given = {"code": "qtr-900", "title": "Mới", "kind": "SPECIFIC", "like": SHARED}

    answer = administrator.post("/processes/new/", given)

    assert answer.headers["Location"] == "/processes/QTR-900/edit/"
    assert queries.get_draft("QTR-900").rows == SHORT
    assert administrator.post("/processes/new/", given).status_code == 422
    assert administrator.post("/processes/new/", given | {"code": "a b"}).status_code == 422


def test_the_report_is_a_file_that_spreadsheets_open(administrator, published):
    make.make_catalogue("1.999002")

    content = administrator.get("/processes/report.csv").content.decode("utf-8-sig")

    assert "1.999002" in content
    assert CAT not in content


def test_a_table_of_nonsense_is_refused_and_breaks_nothing(administrator, draft):
    for given in (
        {"count": "99999999999"},
        {"count": "x", "act": "add.7"},
        {"count": "1", "act": "up.9", "revision": "1", "row-1-kind": "<script>"},
        {"count": "1", "act": "remove.x", "revision": "1", "row-1-hours": "1e99999"},
    ):
        answer = administrator.post(f"{BASE}edit/", given | {"page_key": draft.page_key or "t"})

        assert answer.status_code in {302, 409}
        assert administrator.get(f"{BASE}edit/?check").status_code == 200
