"""The page of one question."""

import pytest
from django.utils import timezone

from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return people.make_citizen("Phạm Thị Thanh Hà")


@pytest.fixture
def code(account):
    make.make_catalogue()
    office = make.make_office()
    return make.finished(office, identity.actor_for(account.id, timezone.now()))


def test_a_citizen_rates_and_is_thanked(client, account, code):
    client.force_login(account)

    answer = client.post(f"/ratings/{code}/", {"stars": "5", "comment": "Tốt"}, follow=True)

    assert answer.redirect_chain[-1][0] == f"/dossiers/{code}/"
    assert "Xin cảm ơn" in answer.content.decode()


def test_without_an_answer_the_page_says_what_to_do_and_keeps_the_comment(client, account, code):
    client.force_login(account)

    answer = client.post(f"/ratings/{code}/", {"comment": "Chờ hơi lâu"})

    page = answer.content.decode()
    assert "Hãy chọn mức độ hài lòng" in page
    assert "Chờ hơi lâu" in page


def test_a_stranger_signs_in_first(client, code):
    assert client.get(f"/ratings/{code}/").headers["location"].startswith("/sign-in/")
