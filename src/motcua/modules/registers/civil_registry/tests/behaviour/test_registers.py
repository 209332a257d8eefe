"""A birth, from the declaration to the entry and its extract."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from motcua.foundation.errors import Invalid, NotPermitted
from motcua.kernel.forms.tests import factories as form_factories
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.registers.civil_registry import queries, rules, use_cases
from motcua.modules.registers.civil_registry.errors import (
    AlreadyRegistered,
    BornAfterRegistration,
    NoSuchEntry,
)
from motcua.modules.registers.civil_registry.models import BirthEntry
from motcua.modules.registers.civil_registry.types import RegistrationKind

pytestmark = pytest.mark.django_db
ANSWERS = form_factories.answers("khai-sinh")
BORN = make.local("2024-03-11 09:00")  # some days after the birth
NEXT = make.local("2024-03-11 10:00")


@pytest.fixture
def office():
    make.make_catalogue(birth=True)
    return make.make_office()


def facts(**changes):
    child = {**ANSWERS["nguoi_duoc_khai_sinh"], "ngay_sinh": "2024-02-20", **changes}
    return rules.facts_of({**ANSWERS, "nguoi_duoc_khai_sinh": child})


def register(office, code="H24.1-240304-0001", actor=None, at=make.AT, **changes):
    return use_cases.register_birth(
        actor=actor or office.leader,
        unit_id=office.unit.id,
        unit_code=office.unit.code,
        dossier_code=code,
        facts=facts(**changes),
        officer="Lê Thị Thuỷ Tiên",
        signer_title="Chủ tịch",
        at=at,
    )


class TestTheBook:
    def test_entries_are_numbered_from_one_each_year(self, office):
        first = register(office, code="A-1")
        second = register(office, code="A-2")
        next_year = register(office, code="A-3", at=make.AT + timedelta(days=365))

        numbers = [entry.place.shown for entry in (first, second, next_year)]
        assert numbers == ["01/2024", "02/2024", "01/2025"]
        assert first.place.book == "01-TP/HT-2024-KS"

    def test_the_same_dossier_has_one_entry(self, office):
        once = register(office)

        assert register(office) == once
        assert BirthEntry.objects.count() == 1

    def test_the_same_dossier_does_not_register_another_child(self, office):
        register(office)

        with pytest.raises(AlreadyRegistered):
            register(office, ho_ten="Nguyễn Văn Khác")

    def test_a_refused_entry_takes_no_number(self, office):
        with pytest.raises(BornAfterRegistration):
            register(office, code="A-1", ngay_sinh="2030-01-01")

        assert register(office, code="A-2").place.number == 1

    def test_after_sixty_days_it_is_registered_late(self, office):
        entry = register(office, ngay_sinh="2023-12-01")

        assert entry.kind is RegistrationKind.LATE

    def test_only_a_leader_of_the_unit_approves_entries(self, office):
        with pytest.raises(NotPermitted):
            register(office, actor=office.reception)

    @pytest.mark.parametrize("change", ["update", "delete"])
    def test_nobody_changes_an_entry_not_even_in_the_database(self, office, change):
        entry = register(office)
        rows = BirthEntry.objects.filter(id=entry.id)

        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(child_name="Khác") if change == "update" else rows.delete()

        assert rows.get().child_name == facts().full_name


class TestNotes:
    def test_what_changes_later_stands_beside_the_entry(self, office):
        entry = register(office)

        use_cases.annotate_entry(
            actor=office.specialist,
            entry_id=entry.id,
            content="Cải chính chữ đệm",
            basis="Quyết định 12/QĐ-UBND ngày 05/03/2024",
            at=make.LATER,
        )

        found = queries.get_entry(actor=office.leader, entry_id=entry.id)
        assert [note.content for note in found.annotations.all()] == ["Cải chính chữ đệm"]

    def test_another_unit_neither_reads_nor_annotates(self, office):
        entry, other = register(office), make.make_office()

        with pytest.raises(NoSuchEntry):
            queries.get_entry(actor=other.leader, entry_id=entry.id)
        with pytest.raises(NoSuchEntry):
            use_cases.annotate_entry(
                actor=other.specialist, entry_id=entry.id, content="x", basis="y", at=make.LATER
            )


class TestTheErrand:
    def test_approving_a_birth_dossier_makes_the_entry_and_numbers_the_extract(self, office):
        code = make.accepted(office, code=make.BIRTH, at=BORN)
        draft = {"personal_number": "", "verified": "Giấy chứng sinh khớp với tờ khai."}
        dossiers.draft_result(actor=office.specialist, code=code, draft=draft, at=NEXT)
        dossiers.submit_result(actor=office.specialist, code=code, at=NEXT)

        number = dossiers.approve_result(actor=office.leader, code=code, at=NEXT)

        entry = BirthEntry.objects.get(dossier_code=code)
        assert number == f"{entry.place.shown}/TLKS"
        assert entry.signer == office.leader.name
        assert entry.officer == office.specialist.name

    def test_the_comparison_with_the_papers_must_be_written(self, office):
        code = make.accepted(office, code=make.BIRTH, at=BORN)
        draft = {"personal_number": "123", "verified": ""}
        dossiers.draft_result(actor=office.specialist, code=code, draft=draft, at=NEXT)

        with pytest.raises(Invalid) as refusal:
            dossiers.submit_result(actor=office.specialist, code=code, at=NEXT)

        paths = {fault.path for fault in refusal.value.faults}
        assert paths == {"personal_number", "verified"}
