"""A leader's pages of figures: what they say, what they cost, and that they open down to rows."""

import re

import pytest

from motcua.foundation.permissions import Reach
from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.identity.tests import factories as people
from motcua.modules.operations.board import api as board
from motcua.modules.operations.board import permissions
from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db
MARCH = "period=2024-03"


class World:
    """A district with two wards: one finished a dossier, the other has one open."""

    def __init__(self):
        make.make_catalogue()
        self.district = make.make_office(level="DISTRICT")
        self.wards = [make.make_office(parent_id=self.district.unit.id) for _nth in range(2)]
        self.finished = make.finished(self.wards[0])
        self.open = make.accepted(self.wards[1])
        self.chairman = self._account(self.district, "AUTHORITY_LEADER")
        self.of_a_ward = self._account(self.wards[0], "AUTHORITY_LEADER")
        self.clerk = self._account(self.wards[0], "CLERK")
        self.administrator = self._account(self.district, "CATALOGUE_ADMIN")
        catch_up()

    @staticmethod
    def _account(office, role):
        account = people.make_official()
        people.give_post(account, office.unit.id, role)
        return account


@pytest.fixture(scope="module")
def world(kept_db):
    return World()


@pytest.fixture
def sign_in(client):
    def as_(account):
        client.force_login(account)

        def read(path, status=200):
            answer = client.get(path)
            assert answer.status_code == status, path
            return re.sub(r"\s+", " ", answer.content.decode())

        return read

    return as_


@pytest.fixture
def chairman(sign_in, world):
    return sign_in(world.chairman)


def test_the_page_says_how_each_figure_stands_and_what_each_field_waits_for(chairman, world):
    page = chairman(f"/board/?{MARCH}")

    assert world.district.unit.name in page
    assert "100,0 %" in page
    assert "Đạt chỉ tiêu" in page
    assert "chỉ tiêu 98,0 %" in page
    assert "so với tháng 2/2024" in page or "bằng tháng 2/2024" in page
    assert "Chưa kết nối cơ sở dữ liệu ngành giáo dục" in page


def test_what_misses_its_target_stands_first_and_says_which_unit_misses_it_most(chairman, world):
    page = chairman(f"/board/?{MARCH}")

    needs, everything = page.split("Thủ tục hành chính</a>")[:2]
    assert "Nộp trực tuyến" not in everything.split("mc-tile")[0]
    assert "1/2 đơn vị chưa đạt" in needs or "2/2 đơn vị chưa đạt" in needs


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2024-03", "Tháng 3/2024"),
        ("2024-Q1", "Quý 1/2024"),
        ("2024-H1", "6 tháng đầu năm 2024"),
        ("2024-9M", "9 tháng đầu năm 2024"),
        ("2024", "Năm 2024"),
        ("2024-03@14", "Tháng 3/2024 (chốt từ ngày 15 đến ngày 14)"),
        ("2024-03-01..2024-03-20", "01/03/2024 đến 20/03/2024"),
    ],
)
def test_every_kind_of_period_is_named_and_stays_in_the_links(chairman, period, words):
    page = chairman(f"/board/?period={period}")

    assert words in page
    assert f"period={period.replace('@', '%40')}" in page


def test_a_range_of_days_and_the_closing_on_the_14th_come_from_the_form(chairman):
    assert "01/03/2024 đến 09/03/2024" in chairman("/board/?period=&from=1/3/2024&to=9/3/2024")
    assert "(chốt từ ngày 15 đến ngày 14)" in chairman("/board/?period=2024-03&closed=on")


def test_a_figure_opens_from_the_district_to_the_ward_to_the_dossier(chairman, sign_in, world):
    ward = world.wards[0].unit

    district = chairman(f"/board/tile/on-time/?{MARCH}")
    of_the_ward = chairman(f"/board/tile/on-time/?{MARCH}&unit={ward.id}")
    rows = sign_in(world.of_a_ward)(f"/board/tile/on-time/rows/?{MARCH}&unit={ward.id}")

    assert f"unit={ward.id}" in district
    assert ward.name in of_the_ward
    assert f"/workspace/dossiers/{world.finished}/" in rows


def test_a_wards_figure_opens_by_officer_and_his_dossiers(sign_in, world):
    read = sign_in(world.of_a_ward)

    officers = read(f"/board/tile/on-time/officers/?{MARCH}")
    his = re.findall(r'href="([^"]+officer=[^"]+)"', officers)
    rows = read(his[0].replace("&amp;", "&"))
    of_nobody = read(f"/board/tile/on-time/rows/?{MARCH}&officer=nobody")
    read(f"/board/tile/on-time/rows/?{MARCH}&officer=7", status=404)
    read(f"/board/tile/tasks-open/officers/?{MARCH}", status=404)

    assert "Lê Thị Thuỷ Tiên" in officers
    assert "Lê Thị Thuỷ Tiên" in rows
    assert world.finished in rows
    assert world.finished not in of_nobody


def test_a_figure_tells_its_formula_its_history_and_has_a_table_behind_its_line(chairman):
    page = chairman(f"/board/tile/received/?{MARCH}")
    by_day = chairman(f"/board/tile/received/?{MARCH}&line=days")

    assert "số hồ sơ được tiếp nhận trong kỳ" in page
    assert "<polyline" in page
    assert page.count("Cùng kỳ năm trước") > 12
    assert "05/03/2024" in by_day


def test_a_share_of_nothing_says_why_it_is_empty(chairman):
    page = chairman("/board/tile/on-time/?period=2020-01")

    assert "Kỳ này chưa phát sinh việc nào để tính tỷ lệ" in page
    assert "Chưa đủ số liệu để vẽ" in page


def test_a_period_without_dossiers_says_so(chairman):
    page = chairman("/board/tile/received/rows/?period=2020-01")

    assert "Kỳ này không có hồ sơ nào được tính" in page


def test_the_leader_above_sees_which_dossiers_are_counted_but_not_what_is_in_them(chairman, world):
    page = chairman(f"/board/tile/received/rows/?{MARCH}&unit={world.wards[0].unit.id}")
    officers = chairman(f"/board/tile/on-time/officers/?{MARCH}&unit={world.wards[0].unit.id}")

    assert world.finished in page
    assert f"/workspace/dossiers/{world.finished}/" not in page
    assert "Lê Thị Thuỷ Tiên" in officers
    chairman(f"/workspace/dossiers/{world.finished}/", status=404)


def test_rows_that_are_not_the_readers_to_see_are_told_in_number(sign_in, world):
    read = sign_in(world.administrator)

    page = read(f"/board/tile/received/rows/?{MARCH}&unit={world.wards[0].unit.id}")

    assert world.finished not in page
    assert "Còn 1 việc được tính nhưng ông/bà không có quyền xem chi tiết" in page


def test_a_field_shows_its_units_side_by_side(chairman, world):
    page = chairman(f"/board/field/administrative-procedures/?{MARCH}")

    assert all(ward.unit.short_name in page for ward in world.wards)


def test_a_field_without_a_source_says_what_it_waits_for_and_shows_no_figure(chairman):
    page = chairman("/board/field/health/")

    assert "Trung tâm y tế tải bảng số liệu lên" in page
    assert "mc-tile" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/board/tile/nothing/",
        "/board/field/nothing/",
        "/board/?period=soon",
        "/board/?unit=7",
        "/board/tile/received/?period=2024-99",
    ],
)
def test_what_does_not_exist_is_not_found(chairman, path):
    chairman(path, status=404)


def test_a_chairman_of_a_ward_sees_his_ward_and_only_its_place_among_the_others(sign_in, world):
    read = sign_in(world.of_a_ward)
    other = world.wards[1].unit

    page = read(f"/board/tile/received/?{MARCH}")
    read(f"/board/tile/received/?unit={other.id}", status=403)
    read(f"/board/?unit={world.district.unit.id}", status=403)

    assert world.wards[0].unit.name in page
    assert other.name not in page
    assert "2 đơn vị cùng cấp" in page


def test_nobody_without_the_right_reads_or_arranges(sign_in, world):
    clerk = sign_in(world.clerk)
    clerk("/board/", status=403)
    chairman = sign_in(world.chairman)
    chairman("/board/arrange/", status=403)

    assert permissions.VIEW_FIGURES.reach is Reach.SUBTREE


def test_the_page_of_a_district_costs_eight_queries_at_most(
    chairman, world, django_assert_max_num_queries
):
    chairman(f"/board/?{MARCH}")

    with django_assert_max_num_queries(8):
        chairman(f"/board/?{MARCH}")


def test_neighbours_get_tiles_ready_to_be_drawn(world):
    period = analytics.parse_period("2024-03", at=make.AT)
    asked = board.Asked(unit_id=world.district.unit.id, period=period)

    found = board.tiles(fields=board.fields(on=period.last_date), asked=asked, at=make.AT)

    tile = next(each for each in found if each.code == "on-time")
    assert (tile.figure, tile.light) == ("100,0 %", analytics.Light.GREEN)
    assert len(tile.history) == 12
    assert "period=2024-03" in tile.href
