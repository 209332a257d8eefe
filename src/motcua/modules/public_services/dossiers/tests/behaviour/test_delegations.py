"""Powers lent for a time: they bind to the minute, and the paper names on whose behalf."""

from datetime import timedelta

import pytest

from motcua.kernel.cases import api as cases
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import use_cases
from motcua.modules.public_services.dossiers.queries.signers import signer_lines
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.types import State

pytestmark = pytest.mark.django_db
UNTIL = make.AT + timedelta(hours=2)


@pytest.fixture
def office():
    make.make_catalogue()
    return make.make_office()


@pytest.fixture
def substitute(office):
    """Lend the leader's post to the head for two hours; return how he stands at an instant."""
    organisation.delegate(
        actor=make.SYSTEM,
        post_id=office.posts["AUTHORITY_LEADER"],
        to_person_id=office.head.person_id,
        scope="Ký kết quả giải quyết thủ tục hành chính",
        decision_no="12/QĐ-UBND",
        valid_from=make.AT - timedelta(hours=1),
        valid_to=UNTIL,
        at=make.AT,
    )
    identity.forget_rights(person_ids=(office.head.person_id,))
    return lambda at: identity.actor_for(office.head.account_id, at)


def test_a_substitute_signs_while_the_delegation_lasts_and_the_paper_says_for_whom(
    office, substitute
):
    code = make.at_signature(office)

    lines = signer_lines(
        substitute(make.LATER), post_id=office.posts["AUTHORITY_LEADER"], at=make.LATER
    )
    use_cases.approve_result(actor=substitute(make.LATER), code=code, at=make.LATER)

    assert lines.on_behalf == "TUQ. Chủ tịch"
    assert lines.signer_title == "Trưởng bộ phận"
    assert make.get(code).state == State.SIGNING


def test_a_delegation_that_ends_between_opening_and_signing_blocks_the_act(office, substitute):
    code = make.at_signature(office)
    opened = substitute(UNTIL - timedelta(seconds=30))
    assert office.posts["AUTHORITY_LEADER"] in opened.post_ids

    signing = substitute(UNTIL + timedelta(seconds=1))  # the next request, well within five minutes

    with pytest.raises(cases.DelegationEnded) as refused:
        use_cases.approve_result(actor=signing, code=code, at=UNTIL + timedelta(seconds=1))
    assert "11:00 04/03/2024" in str(refused.value)
    assert make.get(code).state == State.PROCESSING


def test_the_holder_himself_signs_in_his_own_name(office, substitute):
    lines = signer_lines(office.leader, post_id=office.posts["AUTHORITY_LEADER"], at=make.LATER)

    assert (lines.on_behalf, lines.signer_title) == ("", "Chủ tịch")
