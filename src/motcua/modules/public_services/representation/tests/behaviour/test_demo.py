"""The demo has a couple under way, an open invitation and a mandate, however often it is loaded."""
# The factories hand their neighbours on.
# mypy: disable-error-code="attr-defined"

import pytest

from motcua.kernel.identity import demo as identity_demo
from motcua.kernel.organisation import demo as organisation_demo
from motcua.kernel.places import demo as places_demo
from motcua.modules.public_services.dossiers.tests.factories import SYSTEM, rows_of
from motcua.modules.public_services.dossiers.tests.factories import use_cases as dossiers
from motcua.modules.public_services.procedures.tests import factories as catalogue
from motcua.modules.public_services.representation import demo
from motcua.modules.public_services.representation.models import Invitation, Mandate
from motcua.modules.public_services.representation.tests import factories as make


@pytest.mark.django_db
def test_the_demo_is_loaded_once(django_user_model):
    places_demo.load()
    organisation_demo.load()
    identity_demo.load(amount=10)
    catalogue.import_shipped(make.MARRIAGE, "2.000815")
    from django.utils import timezone  # noqa: PLC0415

    dossiers.publish_processes(actor=SYSTEM, at=timezone.now())  # noqa: TID251 - an edge

    for _time in range(2):
        demo.load()

    assert sorted(Invitation.objects.values_list("state", flat=True)) == ["CONFIRMED", "OPEN"]
    assert Mandate.objects.get().representative_name == "Phạm Thị Thanh Hà"
    assert Mandate.objects.get().representative_id is not None
    assert rows_of("dossiers.Submission").count() == 1
    assert set(django_user_model.objects.values_list("username", flat=True)) >= {"bride", "groom"}
