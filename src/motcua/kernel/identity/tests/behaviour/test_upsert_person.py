from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.foundation.models import EventRecord
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.models import Person
from motcua.kernel.identity.tests.factories import AT, SYSTEM, make_person

pytestmark = pytest.mark.django_db


def upsert(**values):
    return identity.upsert_person(actor=SYSTEM, at=AT, **values)


def test_two_calls_with_one_number_are_one_person():
    first = upsert(personal_number="031195000001", full_name="Phạm Thị Hà")
    second = upsert(personal_number="031195000001", full_name="Phạm Thị Hà", phone="0900000002")

    assert first.id == second.id
    assert Person.objects.count() == 1
    assert second.phone == "0900000002"


def test_what_is_not_given_stays_as_it_was():
    upsert(personal_number="031195000001", full_name="Phạm Thị Hà", phone="0900000002")

    again = upsert(personal_number="031195000001", full_name="Phạm Thị Hà")

    assert again.phone == "0900000002"


def test_a_correction_names_the_fields_and_not_the_values():
    upsert(personal_number="031195000001", full_name="Phạm Thị Hà", phone="0900000002")

    upsert(personal_number="031195000001", full_name="Phạm Thị Hạ", phone="0900000003")

    told = EventRecord.objects.get(code="identity.person_corrected").payload
    assert sorted(told["fields"]) == ["full_name", "phone"]
    assert "0900000003" not in str(told)


def test_the_same_again_publishes_nothing():
    upsert(personal_number="031195000001", full_name="Phạm Thị Hà")
    before = EventRecord.objects.count()

    upsert(personal_number="031195000001", full_name="Phạm Thị Hà")

    assert EventRecord.objects.count() == before


def test_a_number_of_somebody_else_is_refused():
    upsert(personal_number="031195000001", full_name="Phạm Thị Hà", birth_date=date(1995, 1, 1))

    with pytest.raises(identity.PersonKnownDifferently):
        upsert(personal_number="031195000001", full_name="Lê Văn Tám", birth_date=date(1960, 1, 1))


def test_the_national_identity_system_wins():
    upsert(personal_number="031195000001", full_name="Phạm Thị Hà", birth_date=date(1995, 1, 1))

    person = upsert(
        personal_number="031195000001",
        full_name="Phạm Thị Thu Hà",
        birth_date=date(1996, 1, 1),
        authoritative=True,
    )

    assert person.full_name == "Phạm Thị Thu Hà"


def test_a_number_that_has_not_twelve_digits_is_refused_with_the_field():
    with pytest.raises(identity.WrongPersonalNumber) as refusal:
        upsert(personal_number="12345", full_name="Phạm Thị Hà")

    assert [fault.path for fault in refusal.value.faults] == ["personal_number"]


def test_two_newborns_of_one_name_and_day_are_two_persons():
    one = upsert(full_name="Nguyễn Minh Anh", birth_date=date(2024, 3, 1))
    other = upsert(full_name="Nguyễn Minh Anh", birth_date=date(2024, 3, 1))

    assert one.id != other.id


def test_the_database_itself_refuses_a_wrong_number():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person(personal_number="123")


def test_persons_are_found_without_diacritics_in_name_order():
    make_person("Trần Đức Bình")
    make_person("Đặng Thị Ánh")
    make_person("Đặng Đức An")

    found = identity.list_persons_by_name("duc")

    assert [one.full_name for one in found] == ["Đặng Đức An", "Trần Đức Bình"]


def test_persons_come_in_bulk(django_assert_num_queries):
    ids = [make_person(f"Người {n}").id for n in range(3)]

    with django_assert_num_queries(1):
        found = identity.persons(ids)

    assert set(found) == set(ids)


def test_forms_are_filled_with_what_is_known_and_nothing_else():
    person = make_person(phone="")

    values = identity.vneid_prefill(person.id)

    assert values["vneid.ho_ten"] == person.full_name
    assert values["vneid.so_dinh_danh"] == person.personal_number
    assert values["vneid.ngay_sinh"] == "1995-04-12"
    assert values["csdl_dan_cu.thuong_tru"]["xa"] == "Phường Hoàng Văn Thụ"
    assert "vneid.so_dien_thoai" not in values


def test_a_marriage_joins_two_and_its_end_parts_them():
    wife, husband = make_person("Phạm Thị Hà"), make_person("Lê Văn Nam", gender="MALE")

    identity.record_marriage(actor=SYSTEM, person_ids=(wife.id, husband.id), at=AT)

    assert identity.get_person(wife.id).spouse_id == husband.id
    assert identity.get_person(husband.id).spouse_id == wife.id

    identity.record_marriage(actor=SYSTEM, person_ids=(wife.id, husband.id), at=AT, ended=True)

    assert identity.get_person(wife.id).spouse_id is None


def test_a_register_is_taken_over_once():
    wife = identity.NewPerson(
        personal_number="099197000001",
        full_name="Phạm  Thị Hà",
        birth_date=date(1997, 5, 18),
        address={"tinh": "Hải Phòng"},
        spouse_number="099094000002",
    )
    husband = identity.NewPerson(
        personal_number="099094000002", full_name="Lê Nam", spouse_number="099197000001"
    )
    new = [
        identity.import_persons(actor=SYSTEM, persons=[wife, husband], source="thử", at=AT)
        for _time in range(2)
    ]

    assert new == [2, 0]
    assert EventRecord.objects.filter(code="identity.persons_imported").count() == 1
    assert Person.objects.count() == 2
    found: Any = identity.find_person("099197000001")
    assert (found.full_name, found.folded_name) == ("Phạm Thị Hà", "pham thi ha")
    assert found.address == {"tinh": "Hải Phòng"}
    assert identity.get_person(found.spouse_id).full_name == "Lê Nam"
