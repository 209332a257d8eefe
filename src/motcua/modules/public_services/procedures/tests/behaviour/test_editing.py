from dataclasses import replace
from datetime import date, timedelta

import pytest

from motcua.foundation.actors import ANONYMOUS
from motcua.foundation.errors import NotPermitted
from motcua.foundation.models import EventRecord
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests.factories import make_unit, official
from motcua.modules.public_services.procedures import api
from motcua.modules.public_services.procedures.errors import (
    DraftOutdated,
    FaultyRecord,
    LaterVersionThere,
    NoDraft,
    PlainTextMissing,
    PlainTextOlder,
)
from motcua.modules.public_services.procedures.queries import drafts
from motcua.modules.public_services.procedures.tests.factories import (
    AT,
    DECISION,
    KEEPER,
    PLAIN,
    TODAY,
    a_record,
    draft_of,
    import_records,
)
from motcua.modules.public_services.procedures.use_cases import editing

pytestmark = pytest.mark.django_db
CODE, LATER = "1.999001", AT + timedelta(days=1)


def publish(actor=KEEPER, **changes):
    return editing.publish_draft(actor=actor, code=CODE, at=LATER, **{**DECISION, **changes})


def test_a_draft_changes_nothing_until_it_is_published():
    import_records(a_record())

    assert draft_of(result="Thẻ mèo") == "both"

    assert api.get_version(CODE, TODAY).result == "Giấy phép nuôi mèo"
    draft = drafts.find_draft(CODE)
    assert draft is not None
    assert draft.content.result == "Thẻ mèo"


def test_a_draft_is_published_by_a_decision_from_its_day_on():
    import_records(a_record())
    old = api.get_version(CODE, TODAY)
    draft_of(result="Thẻ mèo")

    assert publish() == 2

    new = api.get_version(CODE, TODAY)
    assert (new.result, new.decision, new.decision_date) == ("Thẻ mèo", "12/QĐ-UBND", TODAY)
    assert new.plain is not None
    assert new.plain.needed == PLAIN.needed
    assert api.get_version(CODE, date(2024, 3, 3)).id == old.id
    assert api.get_version_by_id(old.id).result == "Giấy phép nuôi mèo"
    assert drafts.find_draft(CODE) is None
    codes = set(EventRecord.objects.values_list("code", flat=True))
    assert {"procedures.draft_saved", "procedures.procedure_published"} <= codes


def test_publication_is_blocked_while_the_plain_text_is_older_than_the_legal_one():
    import_records(a_record())
    draft_of(result="Thẻ mèo")
    assert draft_of(result="Sổ mèo") == "legal"

    with pytest.raises(PlainTextOlder):
        publish()
    assert api.get_version(CODE, TODAY).number == 1

    draft_of(result="Sổ mèo", text=replace(PLAIN, steps="Nộp đơn\nNhận sổ"))
    assert publish() == 2


def test_whoever_read_the_plain_text_again_may_confirm_it():
    import_records(a_record())
    draft_of(result="Thẻ mèo")
    draft_of(result="Sổ mèo")

    editing.save_draft(
        actor=KEEPER,
        code=CODE,
        record=a_record(result="Sổ mèo"),
        text=PLAIN,
        confirmed=True,
        at=AT + timedelta(hours=9),
    )

    assert publish() == 2


def test_publication_is_blocked_while_a_part_of_the_plain_text_is_missing():
    import_records(a_record())
    draft_of(text=replace(PLAIN, place=""))

    with pytest.raises(PlainTextMissing):
        publish()


def test_every_fault_is_told_at_once():
    import_records(a_record())

    with pytest.raises(FaultyRecord) as refusal:
        draft_of(
            name="",
            duration={"value": 0, "unit": "hour"},
            fees=[{"name": "Phí", "amount_vnd": "nhiều", "note": None}],
            text=replace(PLAIN, cost="x" * 601),
        )

    assert {one.path for one in refusal.value.faults} == {
        "name",
        "duration",
        "fees[1].amount_vnd",
        "plain.cost",
    }
    assert drafts.find_draft(CODE) is None


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"decision_no": " "}, "decision_no"),
        ({"decision_date": date(2030, 1, 1), "effective_from": date(2030, 1, 1)}, "decision_date"),
        ({"effective_from": date(2024, 3, 3)}, "effective_from"),
    ],
)
def test_a_decision_is_complete_signed_before_and_not_later_than_its_effect(change, path):
    import_records(a_record())
    draft_of()

    with pytest.raises(FaultyRecord) as refusal:
        publish(**change)

    assert [one.path for one in refusal.value.faults] == [path]


def test_nothing_is_published_before_a_later_version():
    import_records(a_record(), effective_from=date(2025, 7, 1))
    draft_of()

    with pytest.raises(LaterVersionThere):
        publish()


def test_a_draft_of_a_version_that_was_replaced_is_not_published():
    import_records(a_record())
    draft_of()
    import_records(a_record(result="Thẻ mèo"), effective_from=date(2024, 2, 1))

    with pytest.raises(DraftOutdated):
        publish()
    editing.discard_draft(actor=KEEPER, code=CODE, at=LATER)
    with pytest.raises(NoDraft):
        publish()


def test_only_who_keeps_the_catalogue_edits_and_a_ward_below_does_not():
    import_records(a_record())
    district = make_unit(level=organisation.Level.DISTRICT)
    ward = make_unit(parent_id=district.id)
    right = "procedures.manage"

    for actor in (ANONYMOUS, official(rights={right: {ward.id}})):
        with pytest.raises(NotPermitted):
            editing.save_draft(actor=actor, code=CODE, record=a_record(), text=PLAIN, at=AT)
        with pytest.raises(NotPermitted):
            import_records(a_record(result="x"), actor=actor)
    above = official(rights={right: {district.id}})
    assert editing.save_draft(actor=above, code=CODE, record=a_record(), text=PLAIN, at=AT)


def test_a_plain_text_of_a_version_in_force_needs_no_decision():
    import_records(a_record())

    editing.write_plain_text(actor=KEEPER, code=CODE, text=PLAIN, at=AT)

    version = api.get_version(CODE, TODAY)
    assert version.plain is not None
    assert (version.number, version.plain.cost) == (1, PLAIN.cost)
    with pytest.raises(FaultyRecord):
        editing.write_plain_text(actor=KEEPER, code=CODE, text=replace(PLAIN, cost=""), at=AT)


def test_an_imported_change_leaves_the_old_plain_text_behind():
    import_records(a_record())
    editing.write_plain_text(actor=KEEPER, code=CODE, text=PLAIN, at=AT)

    import_records(a_record(result="Thẻ mèo"), effective_from=TODAY)

    assert api.get_version(CODE, TODAY).plain is None


def test_a_withdrawn_procedure_says_so_from_its_day_and_is_no_longer_found():
    import_records(a_record(), a_record(code="1.999002", name="Cấp thẻ chó"))

    editing.withdraw_procedure(
        actor=KEEPER, code=CODE, replaced_by="1.999002", at=LATER, **DECISION
    )

    assert api.get_version(CODE, TODAY).status is api.Status.REPLACED
    assert not api.is_listed(api.get_version(CODE, TODAY))
    assert [one.code for one in api.find_procedures("nuoi meo", on=TODAY)] == []
