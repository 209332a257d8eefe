"""Messages are written once, read by their addressee alone, and carried until taken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps

from motcua.foundation import actors, modules
from motcua.foundation.ids import uuid7
from motcua.kernel.identity.tests.factories import make_citizen, make_official, make_person
from motcua.kernel.notifications import api as notifications
from motcua.kernel.notifications import tasks, use_cases
from motcua.kernel.notifications.models import Delivery, Message
from motcua.kernel.notifications.types import MOST_ATTEMPTS, DeliveryState

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 5, 2, tzinfo=UTC)


class Postcards(notifications.Channel):
    """A channel that remembers what it was given, and can be out of order."""

    code = "POSTCARD"

    def __init__(self):
        self.taken = []
        self.is_broken = False

    def reaches(self, outgoing):
        return bool(outgoing.phone)

    def deliver(self, outgoing):
        if self.is_broken:
            raise ConnectionError("no postman")
        self.taken.append(outgoing)


@pytest.fixture
def postcards(monkeypatch):
    config = apps.get_app_config("notifications")
    assert isinstance(config, modules.ModuleConfig)
    channel = Postcards()
    monkeypatch.setattr(config, "manifest", replace(config.manifest, provides=[channel]))
    modules.forget()
    yield channel
    modules.forget()


def tell(person, *, key="1", **values):
    given = {"subject": "Đã tiếp nhận", "body": "Hẹn trả thứ Sáu.", "link": "/dossiers/1/"}
    notifications.send(**{"key": key, "to_person_id": person.id, "at": AT} | given | values)


def as_actor(account):
    return actors.Actor(
        kind=actors.ActorKind.PERSON, account_id=account.id, person_id=account.person_id
    )


def test_a_message_is_written_in_one_query_without_channels(django_assert_num_queries):
    person = make_person()

    with django_assert_num_queries(3):  # and the savepoint around it
        tell(person)

    message = Message.objects.get()
    assert (message.to_person_id, message.subject) == (person.id, "Đã tiếp nhận")
    assert not Delivery.objects.exists()


def test_a_second_call_with_the_same_key_changes_nothing(postcards):
    person = make_person()

    tell(person)
    tell(person, subject="khác")

    assert Message.objects.get().subject == "Đã tiếp nhận"
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("link", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_a_link_leads_to_our_own_site(link):
    with pytest.raises(ValueError, match="own site"):
        tell(make_person(), link=link)


def test_a_message_has_one_addressee():
    person = make_person()

    with pytest.raises(ValueError, match="one addressee"):
        tell(person, to_person_id=None)
    with pytest.raises(ValueError, match="one addressee"):
        tell(person, to_account_id=uuid7())


def test_unread_messages_are_counted_in_one_query(django_assert_num_queries):
    citizen = make_citizen()
    tell(citizen.person, key="1")
    tell(citizen.person, key="2", to_person_id=None, to_account_id=citizen.id)
    tell(make_person(), key="3")

    with django_assert_num_queries(1):
        assert notifications.unread_count(as_actor(citizen)) == 2
    with django_assert_num_queries(0):
        assert notifications.unread_count(actors.ANONYMOUS) == 0


def test_reading_is_remembered_once():
    citizen = make_citizen()
    tell(citizen.person)
    message = Message.objects.get()

    use_cases.read_message(actor=as_actor(citizen), message_id=message.id, at=AT)
    use_cases.read_message(
        actor=as_actor(citizen), message_id=message.id, at=AT + timedelta(days=1)
    )

    message.refresh_from_db()
    assert message.read_at == AT


def test_a_message_to_somebody_else_is_not_found():
    tell(make_person())
    stranger = as_actor(make_citizen())

    with pytest.raises(notifications.MessageNotFound):
        use_cases.read_message(actor=stranger, message_id=Message.objects.get().id, at=AT)
    assert use_cases.mark_all_read(actor=stranger, at=AT) == 0
    assert use_cases.mark_all_read(actor=actors.system("test"), at=AT) == 0


def test_all_can_be_marked_as_read():
    citizen = make_citizen()
    tell(citizen.person, key="1")
    tell(citizen.person, key="2")

    assert use_cases.mark_all_read(actor=as_actor(citizen), at=AT) == 2
    assert notifications.unread_count(as_actor(citizen)) == 0


def test_a_channel_gets_the_message_once(postcards):
    tell(make_person(full_name="Trần Thị Mai", phone="0912345678"))

    tasks.deliver()
    tasks.deliver()

    (taken,) = postcards.taken
    assert (taken.name, taken.phone, taken.key) == ("Trần Thị Mai", "0912345678", "1")
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_an_official_is_reached_at_his_work(postcards):
    official = make_official()
    tell(official.person, to_person_id=None, to_account_id=official.id)

    tasks.deliver()

    assert postcards.taken[0].name == official.person.full_name


def test_a_person_without_address_keeps_the_message_on_his_page(postcards):
    tell(make_person(phone=""))

    tasks.deliver()

    assert not postcards.taken
    assert Delivery.objects.get().state == DeliveryState.NO_ADDRESS


def test_a_channel_that_does_not_answer_is_tried_again_later(postcards):
    tell(make_person())
    postcards.is_broken = True

    tasks.deliver()
    delivery = Delivery.objects.get()

    assert (delivery.state, delivery.attempts) == (DeliveryState.WAITING, 1)
    assert "no postman" in delivery.error
    assert delivery.retry_at > AT

    postcards.is_broken = False
    Delivery.objects.update(retry_at=AT)
    tasks.deliver()

    assert Delivery.objects.get().state == DeliveryState.SENT


def test_a_channel_that_never_answers_is_given_up(postcards):
    tell(make_person())
    postcards.is_broken = True

    for _attempt in range(MOST_ATTEMPTS):
        Delivery.objects.update(retry_at=AT)
        tasks.deliver()

    assert Delivery.objects.get().state == DeliveryState.FAILED


def test_a_worker_that_died_holds_a_delivery_for_minutes_only(postcards):
    tell(make_person())
    assert len(use_cases.claim_deliveries(at=AT)) == 1

    assert use_cases.claim_deliveries(at=AT + timedelta(minutes=4)) == ()
    assert len(use_cases.claim_deliveries(at=AT + timedelta(minutes=6))) == 1


def test_many_deliveries_are_claimed_in_few_queries(postcards, django_assert_max_num_queries):
    for number in range(10):
        tell(make_person(), key=str(number))

    with django_assert_max_num_queries(5):
        assert len(use_cases.claim_deliveries(at=AT)) == 10
