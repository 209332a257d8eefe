from typing import Any

import pytest
from asn1crypto import x509

from motcua.kernel.signatures.rules import certificates
from motcua.kernel.signatures.rules.verdicts import Facts, answers, decide, worst
from motcua.kernel.signatures.types import Modification, Outcome, Revocation, Role

GOOD: dict[str, Any] = {
    "intact": True,
    "valid": True,
    "trusted": True,
    "modification": Modification.LAWFUL,
    "revocation": Revocation.GOOD,
    "has_time": True,
    "problem": "",
}


@pytest.mark.parametrize(
    ("facts", "outcome", "indication"),
    [
        ({}, Outcome.PASSED, ""),
        ({"intact": False}, Outcome.FAILED, "HASH_FAILURE"),
        ({"valid": False}, Outcome.FAILED, "SIG_CRYPTO_FAILURE"),
        ({"modification": Modification.CHANGED}, Outcome.FAILED, "FORMAT_FAILURE"),
        (
            {"revocation": Revocation.REVOKED, "trusted": False},
            Outcome.FAILED,
            "REVOKED",
        ),
        (
            {"revocation": Revocation.REVOKED, "trusted": False, "has_time": False},
            Outcome.INDETERMINATE,
            "REVOKED_NO_POE",
        ),
        ({"trusted": False}, Outcome.INDETERMINATE, "NO_CERTIFICATE_CHAIN_FOUND"),
        ({"trusted": False, "problem": "EXPIRED"}, Outcome.INDETERMINATE, "EXPIRED"),
        # a changed document is not genuine, whoever signed it
        ({"trusted": False, "intact": False}, Outcome.FAILED, "HASH_FAILURE"),
    ],
)
def test_status_that_cannot_be_established_is_not_determined_never_valid(
    facts, outcome, indication
):
    assert decide(Facts(**GOOD | facts)) == (outcome, indication)


def test_a_file_is_worth_what_its_weakest_signature_is():
    assert worst([Outcome.PASSED, Outcome.FAILED, Outcome.INDETERMINATE]) is Outcome.FAILED
    assert worst([Outcome.PASSED, Outcome.INDETERMINATE]) is Outcome.INDETERMINATE
    assert worst([Outcome.PASSED]) is Outcome.PASSED


def test_the_five_checks_of_a_recipient_all_have_answers():
    found = answers(Facts(**GOOD | {"trusted": False, "revocation": Revocation.UNKNOWN}))

    assert set(found) == {"unchanged", "key", "chain", "status", "time"}
    assert found["chain"] is Outcome.INDETERMINATE
    assert found["status"] is Outcome.INDETERMINATE


@pytest.mark.parametrize(
    ("subject", "role"),
    [
        ({"common_name": "Nguyễn A", "user_id": "CCCD:031196000456"}, Role.PERSON),
        ({"common_name": "Công ty B", "user_id": "MST:0201234567"}, Role.ORGANISATION),
        ({"common_name": "UBND X", "organization_name": "UBND X"}, Role.ORGANISATION),
        ({"common_name": "Nguyễn A", "title": "Chủ tịch"}, Role.PERSON),
        ({"common_name": "máy chủ"}, Role.OTHER),
    ],
)
def test_the_subscribers_number_tells_persons_from_organisations(subject, role):
    class Certificate:
        def __init__(self):
            self.subject = x509.Name.build(subject)

    assert certificates.role_of(Certificate()) is role
