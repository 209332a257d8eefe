import pytest

from motcua.kernel.identity.models import Account, RoleGrant
from motcua.kernel.identity.tests.factories import give_post, make_citizen, make_official, make_unit

pytestmark = pytest.mark.django_db
PAGES = ["/admin/rights/", "/admin/rights/CLERK/", "/admin/accounts/"]


@pytest.fixture
def admin(client):
    account = make_official("admin", full_name="Bùi Đức Long")
    give_post(account, make_unit(), "TECHNICAL_ADMIN")
    client.force_login(account)
    return account


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_open_for_administrators(client, admin, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_and_for_nobody_else(client, path):
    official = make_official()
    give_post(official, make_unit(), "AUTHORITY_LEADER")
    for account in (official, make_citizen()):
        client.force_login(account)
        assert client.get(path).status_code == 403


def test_a_right_is_changed_and_only_that(client, admin):
    answer = client.post("/admin/rights/CLERK/", {"identity.find_persons": "AUTHORITY"})

    assert answer["Location"] == "/admin/rights/CLERK/"
    assert list(RoleGrant.objects.values_list("role", "permission_code", "reach")) == [
        ("CLERK", "identity.find_persons", "AUTHORITY")
    ]


def test_a_role_that_is_none_is_not_found(client, admin):
    assert client.get("/admin/rights/KING/").status_code == 404


def test_a_reach_that_is_none_is_refused(client, admin):
    answer = client.post("/admin/rights/CLERK/", {"identity.find_persons": "WORLD"})

    assert answer.status_code == 422


def test_an_account_is_closed_and_opened_again(client, admin):
    account = make_official("binh")

    client.post(f"/admin/accounts/{account.id}/close/")
    assert not Account.objects.get(id=account.id).is_active

    client.post(f"/admin/accounts/{account.id}/open/")
    assert Account.objects.get(id=account.id).is_active


def test_the_own_account_cannot_be_closed(client, admin):
    assert client.post(f"/admin/accounts/{admin.id}/close/").status_code == 409


def test_accounts_are_found_without_diacritics(client, admin):
    make_official("tam", full_name="Đặng Văn Tám")

    page = client.get("/admin/accounts/?q=dang tam").content.decode()

    assert "Đặng Văn Tám" in page
    assert "Bùi Đức Long</th>" not in page
