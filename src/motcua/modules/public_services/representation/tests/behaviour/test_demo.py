"""The demo has a couple under way, an open invitation and a mandate, however often it is loaded."""
# The factories hand their neighbours on.
# mypy: disable-error-code="attr-defined"

import pytest

from motcua.modules.public_services.dossiers.tests.factories import rows_of
from motcua.modules.public_services.representation import demo
from motcua.modules.public_services.representation.models import Invitation, Mandate


@pytest.mark.django_db
def test_the_demo_is_loaded_once(demo_db, django_user_model):
    for _time in range(2):
        demo.load()

    assert sorted(Invitation.objects.values_list("state", flat=True)) == ["CONFIRMED", "OPEN"]
    assert Mandate.objects.get().representative_name == "Phạm Thị Thanh Hà"
    assert Mandate.objects.get().representative_id is not None
    assert rows_of("dossiers.Submission").count() == 1
    assert set(django_user_model.objects.values_list("username", flat=True)) >= {"bride", "groom"}
