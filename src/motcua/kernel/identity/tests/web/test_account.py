import pytest

from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests.factories import (
    AT,
    give_post,
    make_citizen,
    make_official,
    make_person,
    make_unit,
)

pytestmark = pytest.mark.django_db


def test_a_citizen_reads_what_is_known_about_her(client):
    account = make_citizen(spouse=make_person("Nguyễn Hoàng Nam", gender="MALE"))
    client.force_login(account)

    page = client.get("/account/").content.decode()

    for text in (
        account.person.full_name,
        account.person.personal_number,
        "12/04/1995",
        "Phường Hoàng Văn Thụ",
        "Nguyễn Hoàng Nam",
    ):
        assert text in page


def test_she_reads_who_saw_her_data_for_which_office_and_why(client):
    official, citizen, unit = make_official(), make_citizen(), make_unit()
    give_post(official, unit, "RECEPTION")
    identity.record_access(
        actor=identity.actor_for(official.id, AT),
        person_id=citizen.person_id,
        purpose="Thụ lý hồ sơ đăng ký khai sinh",
        subject_code="H24.12.28-240305-0001",
        at=AT,
    )
    client.force_login(citizen)

    page = client.get("/account/looks/").content.decode()

    for text in ("Lê Văn Bình", "Ủy ban nhân dân phường", "khai sinh", "H24.12.28-240305-0001"):
        assert text in page


def test_she_does_not_read_who_saw_others(client):
    identity.record_access(
        actor=identity.actor_for(make_official().id, AT),
        person_id=make_person().id,
        purpose="Việc của người khác",
        at=AT,
    )
    client.force_login(make_citizen())

    assert "Việc của người khác" not in client.get("/account/looks/").content.decode()


def test_the_list_of_looks_is_paged(client, django_assert_max_num_queries):
    citizen, actor = make_citizen(), identity.actor_for(make_official().id, AT)
    for nth in range(30):
        identity.record_access(
            actor=actor, person_id=citizen.person_id, purpose=f"Lần {nth}", at=AT
        )
    client.force_login(citizen)
    client.get("/account/looks/")

    with django_assert_max_num_queries(6):
        first = client.get("/account/looks/").content.decode()
    second = client.get("/account/looks/?page=2").content.decode()

    assert first.count("Lần ") == 25
    assert second.count("Lần ") == 5


@pytest.mark.parametrize("path", ["/account/", "/account/looks/", "/account/methods/"])
def test_a_stranger_is_asked_to_sign_in(client, path):
    assert client.get(path)["Location"].startswith("/sign-in/?next=")


def test_an_official_sees_his_posts(client):
    account = make_official()
    give_post(account, make_unit(), "CLERK")
    client.force_login(account)

    page = client.get("/account/").content.decode()

    assert "CLERK" in page
    assert "Ủy ban nhân dân phường" in page
