"""The pages of mandates and of parts, as each person sees them."""
# The factories hand their neighbours on.
# mypy: disable-error-code="attr-defined"

import pytest
from django.urls import reverse
from django.utils import timezone

from motcua.modules.public_services.dossiers.tests import factories as dossier_make
from motcua.modules.public_services.dossiers.tests.factories import use_cases as dossiers
from motcua.modules.public_services.representation.models import Mandate
from motcua.modules.public_services.representation.tests import factories as make

pytestmark = pytest.mark.django_db


def text_of(answer):
    return answer.content.decode()


class TestTogether:
    @pytest.fixture
    def couple(self):
        return make.make_couple()

    @pytest.fixture
    def draft_id(self, couple):
        return make.begin_marriage(make.make_marriage_office(), couple[0])

    def test_the_page_of_the_others_part_leads_to_the_invitation(self, couple, draft_id, enter):
        answer = enter(couple[0]).get(reverse("dossiers:questions", args=[draft_id, 1]))

        assert answer.url == reverse("representation:invite", args=[draft_id, "ben_nam"])

    def test_the_one_who_invites_gets_a_link_and_a_code(self, couple, draft_id, enter):
        client = enter(couple[0])
        page = reverse("representation:invite", args=[draft_id, "ben_nam"])

        client.post(page, {})
        said = text_of(client.get(page))

        assert "/invitations/" in said
        assert "<svg" in said

    def test_a_stranger_reads_neither_names_nor_matter(self, couple, draft_id, enter):
        path = reverse("representation:invitation", args=[make.invited(couple[0], draft_id)])

        said = text_of(enter().get(path))

        assert "Ngọc Ánh" not in said
        assert "kết hôn" not in said
        assert f"next={path}" in said

    def test_looking_at_an_invitation_does_not_take_it(self, couple, draft_id, enter):
        bride, groom = couple
        token = make.invited(bride, draft_id, at=timezone.now())
        path = reverse("representation:invitation", args=[token])

        assert "Ngọc Ánh" in text_of(enter(groom).get(path))
        another = make.make_actor("Vũ Văn Khác", "MALE")

        assert enter(another).get(path).status_code == 200

    def test_the_first_sees_of_the_others_answers_what_the_form_shows(
        self, couple, draft_id, enter
    ):
        make.confirmed(couple[0], couple[1], draft_id)
        client = enter(couple[0])

        for page in (
            reverse("representation:invite", args=[draft_id, "ben_nam"]),
            reverse("dossiers:check", args=[draft_id]),
        ):
            said = text_of(client.get(page))
            assert "Trần Văn Nam" in said
            assert make.groom_answers()["giay_to"]["so"] not in said.replace(
                make.form_factories.answers("ket-hon")["ben_nu"]["giay_to"]["so"], ""
            )

    def test_parts_of_others_are_not_found(self, couple, draft_id, enter):
        part_id = make.confirmed(couple[0], couple[1], draft_id)
        stranger = make.make_actor("Vũ Văn Khác", "MALE")

        for page in ("part", "part_check"):
            path = reverse(f"representation:{page}", args=[part_id])
            assert enter(stranger).get(path).status_code == 404
            assert enter(couple[1]).get(path).status_code == 200

    def test_what_waits_for_the_invited_stands_on_his_page(self, couple, draft_id, enter):
        make.confirmed(couple[0], couple[1], draft_id)

        said = text_of(enter(couple[1]).get(reverse("dossiers:mine")))

        assert "Phạm Thị Ngọc Ánh" in said

    def test_after_sending_each_sees_the_answers_as_the_form_shows_them(
        self, couple, draft_id, enter
    ):
        make.confirmed(couple[0], couple[1], draft_id)
        code = dossiers.submit(actor=couple[0], draft_id=draft_id, at=make.LATER).code

        for one in couple:
            page = reverse("dossiers:answers", args=[code])
            assert "chỉ cơ quan giải quyết" in text_of(enter(one).get(page))


class TestMandates:
    @pytest.fixture
    def office(self):
        dossier_make.make_catalogue()
        return dossier_make.make_office()

    @pytest.fixture
    def mother(self):
        return make.make_actor("Nguyễn Thị Mẹ", "FEMALE")

    @pytest.fixture
    def son(self):
        return make.make_actor("Phạm Văn Con", "MALE")

    def test_a_mandate_is_given_on_the_page(self, office, mother, son, enter):
        client = enter(mother)
        number = make.identity.get_person(son.person_id).personal_number

        client.post(
            reverse("representation:give"),
            {
                "representative_number": number,
                "representative_name": "phạm văn con",
                "scope": "PROCEDURE",
                "procedure": dossier_make.CAT,
            },
        )

        assert Mandate.objects.get().representative_id == son.person_id

    def test_faults_of_a_mandate_are_shown_at_their_fields(self, office, mother, enter):
        said = text_of(enter(mother).post(reverse("representation:give"), {"valid_to": "hôm qua"}))

        assert 'href="#id_valid_to"' in said
        assert 'href="#id_scope"' in said

    def test_whoever_holds_a_mandate_chooses_for_whom(self, office, mother, son, enter):
        mandate_id = make.give(mother, son)
        client = enter(son)
        page = reverse("dossiers:apply", args=[dossier_make.CAT])

        assert "Nguyễn Thị Mẹ" in text_of(client.get(page))
        client.post(page, {"mandate": str(mandate_id)})

        draft = make.office.rows_of("dossiers.Draft").get()
        assert (draft.person_id, draft.mandate_id) == (mother.person_id, mandate_id)

    def test_strangers_do_not_find_a_mandate(self, office, mother, son, enter):
        mandate_id = make.give(mother, son)
        stranger = make.make_actor("Lê Thị Hoa", "FEMALE")

        path = reverse("representation:mandate", args=[mandate_id])

        assert enter(stranger).get(path).status_code == 404
        assert enter(son).get(path).status_code == 200

    def test_revoking_is_one_press(self, office, mother, son, enter):
        mandate_id = make.give(mother, son)

        enter(mother).post(reverse("representation:mandate", args=[mandate_id]), {"end": "1"})

        assert Mandate.objects.get().state == "REVOKED"

    def test_reception_sees_the_mandate_of_a_dossier_and_nobody_elses(
        self, office, mother, son, enter
    ):
        mandate_id = make.give(mother, son)
        path = reverse("representation:check", args=[mandate_id])
        assert enter(office.reception).get(path).status_code == 404

        draft = dossiers.begin_draft(
            actor=son,
            procedure_code=dossier_make.CAT,
            unit_id=office.unit.id,
            data=make.form_factories.answers("yeu-cau-chung"),
            mandate_id=mandate_id,
            at=make.AT,
        )
        dossiers.add_draft_paper(
            actor=son,
            draft_id=draft.id,
            component_key=dossier_make.paper_key(),
            name="Đơn",
            file_id=dossier_make.make_file(actor=son),
            at=make.AT,
        )
        code = dossiers.submit(actor=son, draft_id=draft.id, at=make.AT).code

        assert enter(office.reception).get(path).status_code == 200
        case = text_of(enter(office.reception).get(reverse("dossiers:case", args=[code])))
        assert "Phạm Văn Con" in case
