"""A person acts for another: under a mandate that holds, and no longer."""
# The factories hand their neighbours on.
# mypy: disable-error-code="attr-defined"

from datetime import date, timedelta
from uuid import UUID

import pytest

from motcua.modules.public_services.dossiers import api as dossier_errors
from motcua.modules.public_services.dossiers.tests import factories as dossier_make
from motcua.modules.public_services.dossiers.tests.factories import queries as dossier_queries
from motcua.modules.public_services.dossiers.tests.factories import use_cases as dossiers
from motcua.modules.public_services.representation import errors, queries, use_cases
from motcua.modules.public_services.representation.models import Mandate
from motcua.modules.public_services.representation.tests import factories as make
from motcua.modules.public_services.representation.types import Kind, MandateState, Reach, Scope

AT, LATER = make.AT, make.LATER
NOBODY = UUID(int=0)
TOMORROW = AT + timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    dossier_make.make_catalogue()
    return dossier_make.make_office()


@pytest.fixture
def mother():
    return make.make_actor("Nguyễn Thị Mẹ", "FEMALE")


@pytest.fixture
def son():
    return make.make_actor("Phạm Văn Con", "MALE")


def begin(office, actor, mandate_id, at=AT):
    draft = dossiers.begin_draft(
        actor=actor,
        procedure_code=dossier_make.CAT,
        unit_id=office.unit.id,
        data=make.form_factories.answers("yeu-cau-chung"),
        mandate_id=mandate_id,
        at=at,
    )
    dossiers.add_draft_paper(
        actor=actor,
        draft_id=draft.id,
        component_key=dossier_make.paper_key(),
        name="Đơn",
        file_id=dossier_make.make_file(actor=actor),
        at=at,
    )
    return draft.id


def send(office, actor, mandate_id, at=AT):
    draft_id = begin(office, actor, mandate_id, at)
    return dossiers.submit(actor=actor, draft_id=draft_id, at=at).code


def row(mandate_id):
    return Mandate.objects.get(id=mandate_id)


def claim(holder, principal, **options):
    person = make.identity.get_person(principal.person_id)
    return use_cases.claim_mandate(
        actor=holder,
        kind=options.pop("kind", Kind.AUTHORISED),
        principal_number=options.pop("number", person.personal_number),
        principal_name=options.pop("name", person.full_name),
        reach=Reach(scope=Scope.PROCEDURE, code=dossier_make.CAT, valid_from=AT.date()),
        file_id=options.pop("file_id", dossier_make.make_file(actor=holder)),
        at=AT,
    )


def test_the_dossier_is_the_persons_and_names_who_acted(office, mother, son):
    code = send(office, son, make.give(mother, son))

    sent = dossier_make.get(code)
    assert (sent.person_id, sent.representative_id) == (mother.person_id, son.person_id)
    assert (sent.person_name, sent.representative_name) == ("Nguyễn Thị Mẹ", "Phạm Văn Con")


def test_both_see_what_is_sent_under_a_mandate(office, mother, son):
    code = send(office, son, make.give(mother, son))

    for one in (mother, son):
        assert [each.code for each in dossier_queries.list_mine(actor=one)] == [code]


def test_revoking_ends_seeing_and_acting_at_once(office, mother, son):
    mandate_id = make.give(mother, son)
    code, draft_id = send(office, son, mandate_id), begin(office, son, mandate_id)

    use_cases.end_mandate(actor=mother, mandate_id=mandate_id, at=LATER)

    assert not dossier_queries.list_mine(actor=son)
    with pytest.raises(dossier_errors.DossierNotFound):
        dossiers.withdraw(actor=son, code=code, at=LATER)
    with pytest.raises(errors.MandateOver):
        dossiers.submit(actor=son, draft_id=draft_id, at=LATER)
    dossiers.withdraw(actor=mother, code=code, at=LATER)


def test_a_mandate_that_ran_out_blocks_the_act_though_no_job_has_run(office, mother, son):
    mandate_id = make.give(mother, son, valid_to=TOMORROW.date())
    code, draft_id = send(office, son, mandate_id), begin(office, son, mandate_id)

    with pytest.raises(errors.MandateOver):
        dossiers.submit(actor=son, draft_id=draft_id, at=TOMORROW)
    with pytest.raises(dossier_errors.MayNotAct):
        dossiers.withdraw(actor=son, code=code, at=TOMORROW)


def test_the_job_ends_what_ran_out(office, mother, son):
    mandate_id = make.give(mother, son, valid_to=TOMORROW.date())
    send(office, son, mandate_id)

    for amount in (1, 0):
        ended = use_cases.end_mandates_run_out(
            actor=dossier_make.SYSTEM, on=TOMORROW.date(), at=TOMORROW
        )
        assert ended == amount
    assert row(mandate_id).state == MandateState.ENDED
    assert not dossier_queries.list_mine(actor=son)


def test_a_mandate_that_begins_later_does_not_hold_yet(office, mother, son):
    mandate_id = make.give(mother, son, valid_from=TOMORROW.date())

    with pytest.raises(errors.MandateOver):
        begin(office, son, mandate_id)


def test_nobody_acts_under_anothers_mandate(office, mother, son):
    mandate_id = make.give(mother, son)

    for stranger in (mother, make.make_actor("Lê Thị Hoa", "FEMALE")):
        with pytest.raises(errors.MandateNotFound):
            begin(office, stranger, mandate_id)


def test_a_mandate_for_another_procedure_does_not_reach(office, mother, son):
    dossier_make.make_catalogue(birth=True)
    mandate_id = make.give(mother, son, code=dossier_make.BIRTH)

    with pytest.raises(errors.MandateTooNarrow):
        begin(office, son, mandate_id)


def test_a_mandate_for_one_dossier_lets_another_follow_and_supplement_it(office, mother, son):
    code = dossier_make.submitted(office, mother)
    other = dossier_make.submitted(office, mother)

    make.give(mother, son, scope=Scope.DOSSIER, code=code)

    assert [each.code for each in dossier_queries.list_mine(actor=son)] == [code]
    with pytest.raises(dossier_errors.DossierNotFound):
        dossier_queries.get_submission(actor=son, code=other)
    dossiers.withdraw(actor=son, code=code, at=LATER)


def test_dossiers_from_before_the_mandate_stay_the_persons_own(office, mother, son):
    dossier_make.submitted(office, mother, at=AT)

    make.give(mother, son, valid_from=TOMORROW.date())

    assert not dossier_queries.list_mine(actor=son)


def test_nobody_lets_another_into_a_dossier_that_is_not_his(office, mother, son):
    code = dossier_make.submitted(office, make.make_actor("Lê Thị Hoa", "FEMALE"))

    with pytest.raises(errors.MandateInvalid):
        make.give(mother, son, scope=Scope.DOSSIER, code=code)


def test_the_law_lets_nobody_marry_for_another(mother, son):
    make.make_marriage_office()

    with pytest.raises(errors.InPersonOnly):
        make.give(mother, son, code=make.MARRIAGE)


def test_everything_wrong_in_a_mandate_is_said_at_once(mother):
    reach = Reach(scope=Scope.PROCEDURE, valid_from=date(2024, 3, 4), valid_to=date(2024, 3, 4))

    with pytest.raises(errors.MandateInvalid) as refusal:
        use_cases.give_mandate(
            actor=mother, representative_number="12", representative_name="", reach=reach, at=AT
        )

    paths = {fault.path for fault in refusal.value.faults}
    assert paths == {"scope_code", "valid_to", "representative_number", "representative_name"}


def test_a_representative_nobody_knows_is_bound_when_he_comes(office, mother):
    reach = Reach(scope=Scope.PROCEDURE, code=dossier_make.CAT, valid_from=AT.date())
    mandate_id = use_cases.give_mandate(
        actor=mother,
        representative_number="031095999999",
        representative_name="Vũ Văn Mới",
        reach=reach,
        at=AT,
    )
    wrong = make.make_actor("Tên Khác", "MALE", personal_number="031095999998")
    use_cases.bind_representative(person_id=wrong.person_id or NOBODY)
    assert row(mandate_id).representative_id is None

    right = make.make_actor("Vũ Văn Mới", "MALE", personal_number="031095999999")
    use_cases.bind_representative(person_id=right.person_id or NOBODY)

    assert row(mandate_id).representative_id == right.person_id


class TestPapers:
    def test_an_unchecked_paper_sends_but_shows_nothing_of_the_person(self, office, mother, son):
        older = dossier_make.submitted(office, mother)
        mandate_id = claim(son, mother)

        standing = queries.OthersInDossiers().standing(
            actor=son, mandate_id=mandate_id, procedure_code=dossier_make.CAT, field="", at=AT
        )
        code = send(office, son, mandate_id)

        assert not standing.is_confirmed
        assert [each.code for each in dossier_queries.list_mine(actor=son)] == [code]
        assert older != code

    @pytest.mark.usefixtures("office")
    def test_the_person_confirms_it_by_signing_in(self, mother, son):
        mandate_id = claim(son, mother)

        with pytest.raises(errors.MandateNotFound):
            use_cases.confirm_mandate(actor=son, mandate_id=mandate_id, at=LATER)
        use_cases.confirm_mandate(actor=mother, mandate_id=mandate_id, at=LATER)

        assert (row(mandate_id).state, row(mandate_id).basis) == ("ACTIVE", "SIGN_IN")

    def test_reception_checks_it_with_the_dossier(self, office, mother, son):
        mandate_id = claim(son, mother)
        with pytest.raises(errors.MandateNotFound):
            use_cases.check_mandate(actor=office.reception, mandate_id=mandate_id, good=True, at=AT)
        send(office, son, mandate_id)

        use_cases.check_mandate(actor=office.reception, mandate_id=mandate_id, good=True, at=AT)

        assert (row(mandate_id).state, row(mandate_id).checked_by) == ("ACTIVE", "Trần Thị Quỳnh")

    def test_a_refused_paper_needs_a_reason_and_ends(self, office, mother, son):
        mandate_id = claim(son, mother)
        send(office, son, mandate_id)
        with pytest.raises(errors.ReasonMissing):
            use_cases.check_mandate(
                actor=office.reception, mandate_id=mandate_id, good=False, at=AT
            )

        use_cases.check_mandate(
            actor=office.reception,
            mandate_id=mandate_id,
            good=False,
            reason="Giấy không có chữ ký.",
            at=AT,
        )

        assert row(mandate_id).state == MandateState.REFUSED
        assert not dossier_queries.list_mine(actor=son)

    @pytest.mark.usefixtures("office")
    def test_number_and_name_must_fit_and_a_paper_be_there(self, mother, son):
        for options in ({"name": "Ai Đó"}, {"number": "000000000000"}, {"file_id": None}):
            with pytest.raises(errors.MandateInvalid):
                claim(son, mother, **options)

    def test_a_legal_representative_acts_for_his_organisation(self, office, son):
        entity = make.office.rows_of("identity.LegalEntity").create(
            tax_code="0200000001", name="Công ty Mèo", representative_id=son.person_id
        )
        mandate_id = use_cases.claim_mandate(
            actor=son,
            kind=Kind.LEGAL_REPRESENTATIVE,
            tax_code=entity.tax_code,
            reach=Reach(scope=Scope.ALL, valid_from=AT.date()),
            file_id=None,
            at=AT,
        )

        sent = dossier_make.get(send(office, son, mandate_id))

        assert (sent.person_name, sent.representative_name) == ("Công ty Mèo", "Phạm Văn Con")
        assert row(mandate_id).basis == "REGISTER"


def test_the_forms_name_both(office, mother, son):
    code = send(office, son, make.give(mother, son))
    dossiers.accept_dossier(actor=office.reception, code=code, at=AT)

    issued = dossier_make.get(code).forms.get(form="01")

    assert issued.data["applicant"]["name"] == "Nguyễn Thị Mẹ (người nộp thay: Phạm Văn Con)"
