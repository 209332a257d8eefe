"""A bundle from the applicant's form to its last part, through the pages."""

import pytest
from django.contrib.auth import get_user_model

from motcua.modules.public_services.bundles.tests import factories as make
from motcua.modules.public_services.dossiers.api import State
from motcua.modules.public_services.dossiers.tests import factories as dossiers

pytestmark = pytest.mark.django_db


def enter(client, actor):
    client.force_login(get_user_model().objects.get(id=actor.account_id))


def part(code, key):
    return next(each for each in make.bundle_of(code).parts if each.key == key)


def test_a_bundle_goes_through_the_pages_of_its_agencies(client):
    world, citizen = make.make_world(), dossiers.make_citizen()
    code = make.signed(world, make.BIRTH, citizen)

    enter(client, citizen)
    assert f"/bundles/{code}/" in client.get(f"/dossiers/{code}/").content.decode()
    own = part(code, "thuong-tru").own_code
    assert own not in client.get("/dossiers/").content.decode()
    assert client.get(f"/dossiers/{own}/").headers["Location"] == f"/bundles/{code}/"
    shown = client.get(f"/bundles/{code}/").content.decode()
    assert "Công an quận" in shown
    assert "Cấp thẻ bảo hiểm y tế" in shown

    enter(client, world.police)
    assert "Đăng ký thường trú" in client.get("/workspace/bundles/").content.decode()
    page = f"/workspace/bundles/{part(code, 'thuong-tru').id}/"
    assert own in client.get("/workspace/").content.decode()
    seen = client.get(page, follow=True).content.decode()
    assert 'name="complete"' in seen
    assert world.office.unit.name in seen  # who sent it
    assert ">bundles<" not in seen
    assert "Nguyễn Thị Hoa" in seen  # the head of the household
    assert "Bệnh viện Trẻ em Hải Phòng" not in seen  # that is for the insurance alone
    assert dossiers.rows_of("identity.AccessRecord", purpose="Đăng ký thường trú").exists()
    assert client.post(page, {"refuse": "1", "reason": ""}).status_code == 422
    client.post(page, {"refuse": "1", "reason": "Chủ hộ chưa đồng ý"})

    enter(client, world.insurance)
    page = f"/workspace/bundles/{part(code, 'the-bhyt').id}/"
    assert "Bệnh viện Trẻ em Hải Phòng" in client.get(page, follow=True).content.decode()
    assert client.post(page, {"complete": "1", "number": ""}).status_code == 422
    client.post(page, {"complete": "1", "number": "TE131240001"})

    enter(client, citizen)
    told = client.get(f"/bundles/{code}/").content.decode()
    assert "Chủ hộ chưa đồng ý" in told
    assert "TE131240001" in told
    assert State(dossiers.get(code).state) in {State.FINISHED, State.RETURNED}
    enter(client, world.office.specialist)
    assert "TE131240001" in client.get(f"/workspace/dossiers/{code}/").content.decode()


def test_a_part_is_its_own_agency_s_alone_and_a_bundle_its_applicant_s(client):
    world = make.make_world()
    code = make.signed(world)

    enter(client, world.insurance)
    assert client.get(f"/workspace/bundles/{part(code, 'xoa-thuong-tru').id}/").status_code == 404
    enter(client, dossiers.make_citizen("Người khác"))
    assert client.get(f"/bundles/{code}/").status_code == 404
    enter(client, world.police)
    assert client.get("/workspace/bundles/").status_code == 200
