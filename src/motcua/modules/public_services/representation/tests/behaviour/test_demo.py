"""The demo has a couple under way, an open invitation and a mandate, however often it is loaded."""
# The factories hand their neighbours on.
# mypy: disable-error-code="attr-defined"

import pytest

from motcua.foundation import modules
from motcua.modules.public_services.dossiers.tests.factories import SYSTEM, rows_of
from motcua.modules.public_services.dossiers.tests.factories import use_cases as dossiers
from motcua.modules.public_services.procedures.tests import factories as catalogue
from motcua.modules.public_services.representation import demo
from motcua.modules.public_services.representation.models import Invitation, Mandate
from motcua.modules.public_services.representation.tests import factories as make


@pytest.mark.django_db
def test_the_demo_is_loaded_once(django_user_model):
    loaders = {config.label: config.manifest.demo for config in modules.installed()}
    for label, given in (("places", {}), ("organisation", {}), ("identity", {"amount": 10})):
        load = loaders[label]
        assert load is not None
        load(**given)
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
