"""An apology with a new date: signed by the head, once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import NotPermitted
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.dossiers import errors, queries, use_cases
from motcua.modules.public_services.dossiers.queries.signers import lines_to_come
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.types import Apology, FormNumber

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
SORRY = Apology(
    reason="Cơ quan phối hợp chưa trả lời.",
    due_at=make.AT + timedelta(days=9),
    at_fault="Công an phường Sở Dầu",
)


def test_the_dossier_is_promised_anew_and_the_first_promise_is_kept(office, citizen, told):
    code = make.accepted(office, citizen)
    promised = make.get(code).dossier.due_at

    number = use_cases.apologise(actor=office.leader, code=code, apology=SORRY, at=make.LATER)

    sent = make.get(code)
    assert number == "01/2024"
    assert sent.dossier.due_at == sent.dossier.case.due_at == SORRY.due_at
    assert sent.dossier.due_original_at == promised
    assert told(code)[-1][0] == "reappointed"
    form = sent.forms.get(form=FormNumber.APOLOGY)
    assert form.circular == "TT 01/2018"
    assert form.data["at_fault"] == SORRY.at_fault
    assert form.signer_name == office.leader.name
    assert form.token in form.data["verify"]["url"]
    assert queries.draw_form(submission=sent, form=FormNumber.APOLOGY).startswith(b"%PDF")


def test_the_applicant_reads_the_reason_and_the_new_date(office, citizen):
    code = make.accepted(office, citizen)
    use_cases.apologise(actor=office.leader, code=code, apology=SORRY, at=make.LATER)

    deliver_pending()

    (message,) = make.rows_of("notifications.Message", subject__contains="xin lỗi")
    assert SORRY.reason in message.body
    assert "13/03/2024" in message.body
    titles = [line.text for line in queries.timeline_of(submission=make.get(code))]
    assert SORRY.reason in titles


def test_a_new_date_is_given_once(office, citizen):
    code = make.accepted(office, citizen)
    use_cases.apologise(actor=office.leader, code=code, apology=SORRY, at=make.LATER)
    again = replace(SORRY, due_at=SORRY.due_at + timedelta(days=3))

    with pytest.raises(cases.AlreadyReappointed):
        use_cases.apologise(actor=office.leader, code=code, apology=again, at=make.LATER)


def test_only_the_head_signs_and_a_reason_is_needed(office, citizen):
    code = make.accepted(office, citizen)

    with pytest.raises(NotPermitted):
        use_cases.apologise(actor=office.specialist, code=code, apology=SORRY, at=make.LATER)
    with pytest.raises(errors.ReasonMissing):
        use_cases.apologise(
            actor=office.leader, code=code, apology=replace(SORRY, reason=" "), at=make.LATER
        )


def test_nothing_is_promised_anew_once_the_result_is_there(office, citizen):
    code = make.finished(office, citizen)

    with pytest.raises(errors.WrongState):
        use_cases.apologise(actor=office.leader, code=code, apology=SORRY, at=make.LATER)


def test_the_paper_to_come_names_the_title_of_whoever_signs(office, citizen):
    unit_id = office.unit.id
    deputy, _post = make.make_actor(
        unit_id, "AUTHORITY_LEADER", title="Phó Chủ tịch", name="Vũ Thị Mai", sort=9
    )

    def seen_by(actor):
        lines = lines_to_come(actor, unit_id=unit_id, at=make.LATER)
        return (lines.on_behalf, lines.signer_title, lines.signer_name)

    assert seen_by(office.leader) == ("", "Chủ tịch", office.leader.name)
    assert seen_by(deputy) == ("KT. Chủ tịch", "Phó Chủ tịch", "Vũ Thị Mai")
    assert seen_by(office.specialist) == ("", "Chủ tịch", "")
    code = make.accepted(office, citizen)
    paper = queries.preview_apology(actor=deputy, code=code, apology=SORRY, at=make.LATER)
    use_cases.apologise(actor=deputy, code=code, apology=SORRY, at=make.LATER)
    form = make.get(code).forms.get(form=FormNumber.APOLOGY)
    assert paper.startswith(b"%PDF")
    assert (form.data["signer"]["on_behalf"], form.data["signer"]["title"]) == seen_by(deputy)[:2]
