"""The catalogue of the demo city stays as it is when the demo is started again."""

import pytest

from motcua.modules.public_services.procedures import demo
from motcua.modules.public_services.procedures.models import ProcedureVersion
from motcua.modules.public_services.procedures.queries import proposals
from motcua.modules.public_services.procedures.types import ProposalState


@pytest.mark.django_db
def test_the_demo_starts_again_although_a_proposal_changed_what_ships(demo_db):
    versions = ProcedureVersion.objects.count()

    demo.load()

    assert ProcedureVersion.objects.count() == versions
    states = [one.state for one in proposals.list_proposals()]
    assert sorted(states) == [
        ProposalState.APPROVED,
        ProposalState.PROPOSED,
        ProposalState.REJECTED,
    ]
