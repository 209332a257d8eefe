import pytest
from django.db import IntegrityError, transaction

from motcua.kernel.documents import api, errors
from motcua.kernel.documents.models import Paper
from motcua.kernel.documents.queries.rendering import render_paper
from motcua.kernel.documents.tests.factories import AT, CODE, SYSTEM, make_paper, paper_samples
from motcua.kernel.organisation.tests.factories import make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pdf():
    return render_paper(*paper_samples()["giay-khai-sinh"])


@pytest.fixture
def unit():
    return make_unit(name="Ủy ban nhân dân phường Sở Dầu")


def test_a_registered_paper_is_found_by_its_code_however_it_is_typed(pdf, unit):
    paper = make_paper(pdf=pdf, unit_id=unit.id)

    found = api.get_paper(token=f" {paper.token[:4].lower()}-{paper.token[4:]} ")

    assert found == paper
    assert found.state is api.PaperState.VALID
    assert found.unit_name == unit.name
    assert found.holder_initials == "V.P.G.H."
    assert found.verify_url.endswith(f"/verify/{paper.token}/?hs={CODE}&tt=1.001193.000.00.00.H24")
    assert api.papers_of_dossier(dossier_code=CODE) == (paper,)
    assert api.find_papers_by_content(pdf) == (paper,)


def test_registering_again_changes_nothing_but_another_file_is_refused(pdf, unit):
    paper = make_paper(pdf=pdf, unit_id=unit.id)
    values = {
        "kind": "RESULT",
        "number": "21/2024",
        "title": "Giấy khai sinh",
        "dossier_code": CODE,
        "person_id": None,
        "unit_id": unit.id,
        "actor": SYSTEM,
        "at": AT,
    }
    other = api.store(content=pdf, filename="x.pdf", actor=SYSTEM, at=AT)

    assert api.register_paper(token=paper.token, file_id=paper.file_id, **values) == paper
    with pytest.raises(errors.PaperTokenTaken):
        api.register_paper(token=paper.token, file_id=other.id, **values)


def test_a_revoked_paper_says_why_and_is_revoked_once(pdf, unit):
    paper = make_paper(pdf=pdf, unit_id=unit.id)

    revoked = api.revoke_paper(token=paper.token, reason="Cấp sai thẩm quyền", actor=SYSTEM, at=AT)

    assert revoked.state is api.PaperState.REVOKED
    assert revoked.state_reason == "Cấp sai thẩm quyền"
    with pytest.raises(errors.PaperNotValid):
        api.revoke_paper(token=paper.token, reason="Lại", actor=SYSTEM, at=AT)


def test_a_replaced_paper_names_the_one_in_its_place(pdf, unit):
    old, new = make_paper(pdf=pdf, unit_id=unit.id), make_paper(pdf=pdf, unit_id=unit.id)

    replaced = api.replace_paper(
        token=old.token, by_token=new.token, reason="Cải chính họ tên", actor=SYSTEM, at=AT
    )

    assert replaced.state is api.PaperState.REPLACED
    assert replaced.replaced_by_token == new.token
    with pytest.raises(errors.PaperNotValid):
        api.replace_paper(
            token=new.token, by_token=new.token, reason="Chính nó", actor=SYSTEM, at=AT
        )


def test_an_unknown_code_is_told_kindly():
    with pytest.raises(errors.PaperUnknown):
        api.get_paper(token="A" * 20)


def test_the_database_forbids_an_end_without_a_reason(pdf, unit):
    paper = make_paper(pdf=pdf, unit_id=unit.id)

    with pytest.raises(IntegrityError, match="paper_end_has_reason"), transaction.atomic():
        Paper.objects.filter(token=paper.token).update(state="REVOKED")
