"""The pages of the lanes: for officials by right, and a board for everybody without names."""

from django.urls import reverse

from motcua.foundation.delivery import deliver_pending
from motcua.modules.public_services.dossiers.tests import factories as dossiers
from motcua.modules.public_services.lanes.models import Lane
from motcua.modules.public_services.lanes.tests.factories import make_lane

AT, CAT = dossiers.AT, dossiers.CAT


def text(response):
    return response.content.decode()


def test_officials_see_the_lanes_of_their_authority_only(office, enter):
    ours = make_lane(office.unit.id, at=AT, codes=[CAT], title="Không chờ hộ tịch")
    other = make_lane(dossiers.make_office().unit.id, at=AT, codes=[CAT], title="Của phường khác")
    client = enter(office.specialist)

    page = text(client.get(reverse("lanes:list")))

    assert "Không chờ hộ tịch" in page
    assert "Của phường khác" not in page
    assert client.get(reverse("lanes:lane", args=[ours.id])).status_code == 200
    assert client.get(reverse("lanes:lane", args=[other.id])).status_code == 404


def test_a_leader_opens_a_lane_and_ends_it(office, enter):
    client = enter(office.leader)
    typed = {
        "unit": str(office.unit.id),
        "kind": "NO_WAIT",
        "title": "Không chờ",
        "procedure_codes": CAT,
        "hours": "1,5",
        "valid_from": "01/03/2024",
    }

    opened = client.post(reverse("lanes:open"), typed)
    lane = Lane.objects.get()
    ended = client.post(reverse("lanes:end", args=[lane.id]))

    assert (opened.status_code, ended.status_code) == (302, 302)
    assert str(lane.hours) == "1.50"
    lane.refresh_from_db()
    assert lane.valid_to is not None


def test_every_fault_stands_at_its_field_and_nothing_typed_is_lost(office, enter):
    typed = {
        "kind": "EXPRESS",
        "title": "Tốc ký",
        "procedure_codes": "9.9",
        "days": "mai",
        "hours": "nan",
    }

    page = text(enter(office.leader).post(reverse("lanes:open"), typed))

    assert "Hãy chọn cơ quan." in page
    assert "cách nhau bằng dấu phẩy" in page
    assert 'value="Tốc ký"' in page
    assert "9.9</textarea>" in page
    assert not Lane.objects.exists()


def test_others_may_not_open_or_end(office, enter):
    lane = make_lane(office.unit.id, at=AT, codes=[CAT])
    client = enter(office.reception)

    assert client.get(reverse("lanes:open")).status_code == 403
    assert client.post(reverse("lanes:end", args=[lane.id])).status_code == 403


def test_a_leader_of_another_authority_may_not_end_ours(office, enter):
    lane = make_lane(office.unit.id, at=AT, codes=[CAT])
    other = dossiers.make_office()

    assert enter(other.leader).post(reverse("lanes:end", args=[lane.id])).status_code == 403


def test_the_board_names_nobody(office, citizen, client):
    lane = make_lane(office.unit.id, at=AT, codes=[CAT])
    dossiers.finished(office, citizen)
    while deliver_pending():
        pass

    whole = text(client.get(reverse("lanes:board", args=[lane.id])))
    part = text(client.get(reverse("lanes:board_live", args=[lane.id])))

    assert "Nhận hôm nay" in whole
    assert "Nhận hôm nay" in part
    assert "Phạm Thị Thanh Hà" not in whole + part
