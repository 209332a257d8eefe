import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.kernel.documents import api as documents
from motcua.kernel.documents.tests.factories import AT, SYSTEM, make_paper
from motcua.kernel.organisation.tests.factories import make_unit
from motcua.kernel.signatures.tests.factories import UNIT_NAME

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def paper(sealed):
    return make_paper(pdf=sealed, unit_id=make_unit(name=UNIT_NAME).id)


def upload(client, path, content, name="giấy khai sinh.pdf"):
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post(path, {"file": file})


def said(answer):
    return answer.content.decode()


def test_anybody_uploads_a_paper_and_reads_that_it_is_genuine(client, sealed):
    answer = upload(client, "/verify/", sealed)

    assert answer.status_code == 200
    assert "mc-verdict--good" in said(answer)
    assert "Nguyễn Hữu Đường" in said(answer)
    assert UNIT_NAME in said(answer)
    assert documents.find_files_by_content(sealed) == ()


def test_a_changed_paper_is_not_genuine(client, sealed):
    changed = bytearray(sealed)
    changed[3000] ^= 1

    assert "mc-verdict--bad" in said(upload(client, "/verify/", bytes(changed)))


def test_of_an_unsigned_paper_nobody_can_tell(client, authority, unsigned):
    assert "mc-verdict--warn" in said(upload(client, "/verify/", unsigned))


def test_what_is_no_pdf_comes_back_as_a_fault_of_the_field(client):
    answer = upload(client, "/verify/", b"hello", "anh.jpg")

    assert "govuk-error-summary" in said(answer)


def test_nothing_chosen_is_a_fault_and_a_large_file_is_another(client, settings):
    settings.LARGEST_FILE_MB = 0

    assert "govuk-error-summary" in said(client.post("/verify/", {}))
    assert "0 MB" in said(upload(client, "/verify/", b"%PDF-"))


def test_a_typed_code_leads_to_the_paper(client, paper):
    answer = client.post("/verify/", {"code": f"{paper.token[:4]} {paper.token[4:]}".lower()})

    assert answer.status_code == 302
    assert "mc-verdict--good" in said(client.get(answer["Location"]))


def test_the_qr_code_leads_to_state_signers_and_initials_but_not_to_the_paper(client, paper):
    answer = client.get(f"/verify/{paper.token}/?hs={paper.dossier_code}")

    assert "mc-verdict--good" in said(answer)
    assert paper.number in said(answer)
    assert UNIT_NAME in said(answer)
    assert "V.P.G.H." in said(answer)
    assert "Gia Huệ" not in said(answer)
    assert "no-store" in answer["Cache-Control"]


def test_the_judgement_is_kept_for_a_while(client, paper, django_assert_max_num_queries):
    client.get(f"/verify/{paper.token}/")

    with django_assert_max_num_queries(3):
        client.get(f"/verify/{paper.token}/")


def test_a_revoked_paper_is_told_before_anything_else(client, paper, sealed):
    documents.revoke_paper(token=paper.token, reason="Cấp sai thẩm quyền", actor=SYSTEM, at=AT)

    for answer in (client.get(f"/verify/{paper.token}/"), upload(client, "/verify/", sealed)):
        assert "mc-verdict--bad" in said(answer)
        assert "Cấp sai thẩm quyền" in said(answer)


def test_a_replaced_paper_says_so(client, paper, sealed):
    new = make_paper(pdf=sealed, unit_id=paper.unit_id)
    documents.replace_paper(
        token=paper.token, by_token=new.token, reason="Cải chính", actor=SYSTEM, at=AT
    )

    assert "Cải chính" in said(client.get(f"/verify/{paper.token}/"))


def test_a_copy_is_compared_byte_for_byte(client, paper, sealed):
    path = f"/verify/{paper.token}/"

    assert "mc-alert--good" in said(upload(client, path, sealed))
    assert "mc-alert--bad" in said(upload(client, path, sealed + b"\n"))
    assert "govuk-error-summary" in said(client.post(path, {}))


def test_an_unknown_code_is_not_found(client):
    assert client.get(f"/verify/{'A' * 20}/").status_code == 404


def test_one_address_cannot_keep_the_house_busy(client, paper):
    path = f"/verify/{paper.token}/"

    answers = [client.get(path).status_code for _ in range(92)]  # a slow minute may end meanwhile

    assert set(answers) == {200, 429}
    assert answers.index(429) >= 30
