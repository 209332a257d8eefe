"""Two people declare a marriage: each his own part, and both agree before it is sent."""
# The factories hand their neighbours on.
# mypy: disable-error-code="attr-defined"

from datetime import timedelta

import pytest

from motcua.modules.public_services.dossiers import api as dossier_errors
from motcua.modules.public_services.dossiers.tests.factories import get
from motcua.modules.public_services.dossiers.tests.factories import queries as dossier_queries
from motcua.modules.public_services.dossiers.tests.factories import use_cases as dossiers
from motcua.modules.public_services.representation import errors, handlers, queries, use_cases
from motcua.modules.public_services.representation.tests import factories as make
from motcua.modules.public_services.representation.types import InvitationState

AT, LATER = make.AT, make.LATER
pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make.make_marriage_office()


@pytest.fixture
def couple():
    return make.make_couple()


@pytest.fixture
def draft_id(office, couple):
    return make.begin_marriage(office, couple[0])


def send(actor, draft_id, at=LATER):
    return dossiers.submit(actor=actor, draft_id=draft_id, at=at).code


def save_shared(bride, draft_id, **answers):
    data = dossier_queries.get_draft(actor=bride, draft_id=draft_id).data
    dossiers.save_draft(actor=bride, draft_id=draft_id, data={**data, **answers}, at=AT)


def test_the_invited_finds_his_own_data_filled_in(couple, draft_id):
    bride, groom = couple

    part_id = use_cases.take_invitation(actor=groom, token=make.invited(bride, draft_id), at=AT)

    data = make.row(part_id).data
    assert data["ho_ten"] == "Trần Văn Nam"
    assert data["ngay_sinh"] == "1995-01-02"
    assert data["giay_to"]["so"] == data["so_dinh_danh"]


def test_nothing_is_sent_before_both_have_confirmed(couple, draft_id):
    bride, groom = couple
    for act in (lambda: None, lambda: make.invited(bride, draft_id)):
        act()
        with pytest.raises(dossier_errors.SubmissionIncomplete) as refusal:
            send(bride, draft_id)
        assert {fault.path for fault in refusal.value.faults} == {"ben_nam"}

    make.confirmed(bride, groom, draft_id)

    assert get(send(bride, draft_id)).data["ben_nam"]["ho_ten"] == "Trần Văn Nam"


def test_both_see_the_dossier_afterwards_and_nobody_else(couple, draft_id):
    bride, groom = couple
    make.confirmed(bride, groom, draft_id)
    code = send(bride, draft_id)
    stranger = make.make_actor("Lê Thị Hoa", "FEMALE")

    for one in couple:
        assert [row.code for row in dossier_queries.list_mine(actor=one)] == [code]
        assert dossier_queries.get_submission(actor=one, code=code).code == code
    with pytest.raises(dossier_errors.DossierNotFound):
        dossier_queries.get_submission(actor=stranger, code=code)


def test_the_first_applicant_cannot_answer_for_the_other(couple, draft_id):
    bride, groom = couple
    make.confirmed(bride, groom, draft_id)
    forged = {**make.groom_answers(), "ho_ten": "Người Khác"}

    save_shared(bride, draft_id, ben_nam=forged)

    assert get(send(bride, draft_id)).data["ben_nam"]["ho_ten"] == "Trần Văn Nam"


def test_a_change_of_what_was_agreed_to_asks_for_the_confirmation_again(couple, draft_id):
    bride, groom = couple
    part_id = make.confirmed(bride, groom, draft_id)

    save_shared(bride, draft_id, ngay_hen_ky="2024-05-20")
    with pytest.raises(dossier_errors.SubmissionIncomplete):
        send(bride, draft_id)
    make.confirm(groom, part_id)

    assert send(bride, draft_id)


def test_a_change_of_a_confirmed_part_takes_the_confirmation_back(couple, draft_id):
    bride, groom = couple
    part_id = make.confirmed(bride, groom, draft_id)

    changed = {**make.groom_answers(), "ket_hon_lan_thu": 2}
    use_cases.save_part(actor=groom, invitation_id=part_id, data=changed, at=AT)

    assert make.row(part_id).state == InvitationState.TAKEN
    with pytest.raises(dossier_errors.SubmissionIncomplete):
        send(bride, draft_id)


def test_nobody_agrees_to_what_was_not_on_his_page(couple, draft_id):
    bride, groom = couple
    part_id = use_cases.take_invitation(actor=groom, token=make.invited(bride, draft_id), at=AT)
    use_cases.save_part(actor=groom, invitation_id=part_id, data=make.groom_answers(), at=AT)
    seen = make.rules.digest_of(queries.agreement_of(make.row(part_id)))

    save_shared(bride, draft_id, dien_thoai="0987654321")

    with pytest.raises(errors.ChangedMeanwhile):
        use_cases.confirm_part(actor=groom, invitation_id=part_id, shown=seen, at=AT)


def test_the_invited_does_not_see_the_private_answers_of_the_first(couple, draft_id):
    bride, groom = couple
    part_id = use_cases.take_invitation(actor=groom, token=make.invited(bride, draft_id), at=AT)

    seen = queries.agreement_of(make.row(part_id))

    assert seen["ben_nu"]["ho_ten"] == "Nguyễn Thị Hoa"
    assert not {"giay_to", "noi_cu_tru", "so_dinh_danh", "ket_hon_lan_thu"} & set(seen["ben_nu"])


def test_an_incomplete_part_is_not_confirmed(couple, draft_id):
    bride, groom = couple
    part_id = use_cases.take_invitation(actor=groom, token=make.invited(bride, draft_id), at=AT)
    use_cases.save_part(actor=groom, invitation_id=part_id, data={"ho_ten": "Trần"}, at=AT)

    with pytest.raises(errors.PartIncomplete) as refusal:
        make.confirm(groom, part_id)

    assert all(fault.path.startswith("ben_nam.") for fault in refusal.value.faults)


class TestTokens:
    def test_a_link_works_once_and_again_for_the_same_person(self, couple, draft_id):
        bride, groom = couple
        token = make.invited(bride, draft_id)
        first = use_cases.take_invitation(actor=groom, token=token, at=AT)

        assert use_cases.take_invitation(actor=groom, token=token, at=LATER) == first
        another = make.make_actor("Vũ Văn Khác", "MALE")
        with pytest.raises(errors.InvitationOver):
            use_cases.take_invitation(actor=another, token=token, at=AT)

    def test_a_forged_token_opens_nothing(self, couple, draft_id):
        bride, groom = couple
        token = make.invited(bride, draft_id)

        for forged in (f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}", token[:40], "", "x", "é"):
            with pytest.raises(errors.InvitationNotFound):
                use_cases.take_invitation(actor=groom, token=forged, at=AT)

    def test_an_invitation_runs_out(self, couple, draft_id):
        bride, groom = couple
        token = make.invited(bride, draft_id)

        with pytest.raises(errors.InvitationOver):
            use_cases.take_invitation(actor=groom, token=token, at=AT + timedelta(days=8))

    def test_a_bound_invitation_is_for_one_number_alone(self, couple, draft_id):
        bride, groom = couple
        number = make.identity.get_person(groom.person_id).personal_number
        token = make.invited(bride, draft_id, personal_number=number)

        another = make.make_actor("Vũ Văn Khác", "MALE")
        with pytest.raises(errors.InvitationNotFound):
            use_cases.take_invitation(actor=another, token=token, at=AT)
        part_id = use_cases.take_invitation(actor=groom, token=token, at=AT)
        assert make.row(part_id).person_id == groom.person_id

    def test_nobody_takes_his_own_invitation_or_that_of_the_other_sex(self, couple, draft_id):
        bride, _groom = couple
        token = make.invited(bride, draft_id)

        with pytest.raises(errors.OwnInvitation):
            use_cases.take_invitation(actor=bride, token=token, at=AT)
        friend = make.make_actor("Lê Thị Hoa", "FEMALE")
        with pytest.raises(errors.OtherPart):
            use_cases.take_invitation(actor=friend, token=token, at=AT)

    def test_a_new_invitation_ends_the_one_before(self, couple, draft_id):
        bride, groom = couple
        old = make.invited(bride, draft_id)
        new = make.invited(bride, draft_id)

        with pytest.raises(errors.InvitationOver):
            use_cases.take_invitation(actor=groom, token=old, at=AT)
        part_id = use_cases.take_invitation(actor=groom, token=new, at=AT)
        assert make.row(part_id).person_id == groom.person_id

    def test_an_invitation_taken_back_forgets_what_was_typed(self, couple, draft_id):
        bride, groom = couple
        part_id = make.confirmed(bride, groom, draft_id)

        use_cases.cancel_invitation(actor=bride, invitation_id=part_id, at=LATER)

        assert make.row(part_id).data == {}
        with pytest.raises(errors.InvitationOver):
            make.confirm(groom, part_id)

    def test_parts_are_their_owners_alone(self, couple, draft_id):
        bride, groom = couple
        part_id = make.confirmed(bride, groom, draft_id)

        for other in (bride, make.make_actor("Vũ Văn Khác", "MALE")):
            with pytest.raises(errors.InvitationNotFound):
                use_cases.save_part(actor=other, invitation_id=part_id, data={}, at=AT)
            with pytest.raises(errors.InvitationNotFound):
                queries.get_part(actor=other, invitation_id=part_id)

    def test_only_the_owner_of_the_draft_invites(self, couple, draft_id):
        _bride, groom = couple

        with pytest.raises(dossier_errors.DraftNotFound):
            make.invited(groom, draft_id)
        with pytest.raises(errors.InvitationNotFound):
            use_cases.invite(actor=couple[0], draft_id=draft_id, part="ben_nu", at=AT)


def test_declining_needs_a_reason_and_tells_it(couple, draft_id):
    bride, groom = couple
    token = make.invited(bride, draft_id)
    with pytest.raises(errors.ReasonMissing):
        use_cases.decline_invitation(actor=groom, token=token, reason=" ", at=AT)

    use_cases.decline_invitation(actor=groom, token=token, reason="Tôi chưa sẵn sàng.", at=AT)

    found = queries.list_of_draft(draft_id=draft_id, part="ben_nam")
    assert (found[0].state, found[0].reason) == (InvitationState.DECLINED, "Tôi chưa sẵn sàng.")
    with pytest.raises(errors.InvitationOver):
        use_cases.take_invitation(actor=groom, token=token, at=AT)


def test_nothing_is_changed_once_the_dossier_is_sent(couple, draft_id):
    bride, groom = couple
    part_id = make.confirmed(bride, groom, draft_id)
    code = send(bride, draft_id)

    for act in (
        lambda: use_cases.save_part(actor=groom, invitation_id=part_id, data={}, at=LATER),
        lambda: use_cases.cancel_invitation(actor=bride, invitation_id=part_id, at=LATER),
        lambda: make.invited(bride, draft_id),
    ):
        with pytest.raises(errors.AlreadySent):
            act()
    assert send(bride, draft_id) == code


def test_either_of_the_two_may_take_the_dossier_back(couple, draft_id):
    bride, groom = couple
    make.confirmed(bride, groom, draft_id)
    code = send(bride, draft_id)

    dossiers.withdraw(actor=groom, code=code, reason="Hoãn lại", at=LATER)

    assert get(code).state == "WITHDRAWN"


def test_the_other_is_told_of_what_happens(couple, draft_id, django_capture_on_commit_callbacks):
    from motcua.foundation.delivery import deliver_pending  # noqa: PLC0415

    bride, groom = couple
    make.confirmed(bride, groom, draft_id)
    code = send(bride, draft_id)
    deliver_pending()

    told = make.office.rows_of("notifications.Message", to_person_id=groom.person_id)
    assert any(code in message.subject for message in told)
    assert handlers.LANGUAGE == "vi"


def test_at_the_counter_both_stand_before_the_official(office, couple):
    draft = dossiers.begin_draft(
        actor=office.reception,
        procedure_code=make.MARRIAGE,
        unit_id=office.unit.id,
        person_id=couple[0].person_id,
        data={**make.form_factories.answers("ket-hon"), **make.SHARED},
        channel=make.office.Channel.DIRECT,
        at=AT,
    )
    make.add_papers(office.reception, draft.id)

    assert send(office.reception, draft.id)
