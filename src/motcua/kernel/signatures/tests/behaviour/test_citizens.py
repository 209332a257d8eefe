"""Citizens' own signatures on forms."""

from dataclasses import replace

import pytest

from motcua.kernel.documents import api as documents
from motcua.kernel.signatures import api
from motcua.kernel.signatures.tests.factories import SYSTEM, now

pytestmark = pytest.mark.django_db
PERSON = api.CitizenRef(name="Nguyễn Hữu  ĐƯỜNG", personal_number="031090001234")


def check(content, person=PERSON):
    file = documents.store(content=content, filename="to-khai.pdf", actor=SYSTEM, at=now())
    return api.check_citizen_signature(file_id=file.id, person=person, at=now())


def test_the_applicants_own_signature_is_accepted(by_person):
    found = check(by_person)

    assert found.accepted
    assert found.finding == "VALID_BY_NAME"


def test_an_unsigned_form_is_refused_with_what_to_do(authority, unsigned):
    found = check(unsigned)

    assert not found.accepted
    assert found.finding == "UNSIGNED"
    assert "tải lên tệp PDF đã ký" in found.reason


def test_somebody_elses_signature_is_refused_and_named(by_person):
    found = check(by_person, api.CitizenRef(name="Lê Văn Khác"))

    assert found.finding == "OTHER_PERSON"
    assert "Nguyễn Hữu Đường" in found.reason


@pytest.mark.parametrize(
    ("number", "finding"),
    [("031090001234", "VALID"), ("031090009999", "OTHER_PERSON"), ("", "VALID_BY_NAME")],
)
def test_a_number_outweighs_the_name(by_person, number, finding):
    verdict = api.validate(pdf=by_person, at=now())
    numbered = replace(
        verdict, signatures=(replace(verdict.signatures[0], personal_number=number),)
    )

    assert api.judge_citizen(numbered, PERSON).finding == finding
