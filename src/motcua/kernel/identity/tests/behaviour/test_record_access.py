from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7
from motcua.kernel.identity import api as identity
from motcua.kernel.identity import queries
from motcua.kernel.identity.models import AccessRecord
from motcua.kernel.identity.tests.factories import AT, make_person

pytestmark = pytest.mark.django_db


def official(**values: Any) -> Actor:
    given: dict[str, Any] = {
        "name": "Lê Văn Bình",
        "account_id": uuid7(),
        "unit_ids": frozenset({uuid7()}),
    }
    return Actor(kind=ActorKind.OFFICIAL, **(given | values))


def test_a_look_says_who_for_whom_why_and_when(django_assert_num_queries):
    person, actor = make_person(), official()

    with django_assert_num_queries(3):  # a savepoint around one insert
        identity.record_access(
            actor=actor, person_id=person.id, purpose="Thụ lý hồ sơ", subject_code="H24-1", at=AT
        )

    (look,) = queries.list_looks_at(person.id)
    assert (look.viewer_name, look.purpose, look.subject_code, look.at) == (
        "Lê Văn Bình",
        "Thụ lý hồ sơ",
        "H24-1",
        AT,
    )
    assert {look.unit_id} == actor.unit_ids


def test_nobody_looks_without_a_purpose():
    with pytest.raises(identity.PurposeMissing):
        identity.record_access(actor=official(), person_id=uuid7(), purpose=" ", at=AT)


def test_a_look_at_oneself_leaves_no_line():
    person = make_person()

    identity.record_access(
        actor=official(person_id=person.id), person_id=person.id, purpose="Xem", at=AT
    )

    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("statement", ["delete from", "update"])
def test_a_look_cannot_be_changed_or_deleted(statement):
    identity.record_access(actor=official(), person_id=uuid7(), purpose="Xem", at=AT)
    change = " set purpose = 'khác'" if statement == "update" else ""

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{statement} identity_access_record{change}")


def test_looks_lie_in_the_partition_of_their_year():
    identity.record_access(actor=official(), person_id=uuid7(), purpose="Xem", at=AT)

    with connection.cursor() as cursor:
        cursor.execute("select tableoid::regclass::text from identity_access_record")
        assert cursor.fetchall() == [("identity_access_record_2024",)]
