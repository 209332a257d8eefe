"""The demo city has a bundle under way."""

import pytest
from django.utils import timezone

from motcua.foundation.delivery import deliver_pending
from motcua.modules.public_services.bundles import demo
from motcua.modules.public_services.bundles.models import Bundle, Part
from motcua.modules.public_services.bundles.types import PartState
from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_bundle_is_under_way_and_loading_again_adds_nothing(demo_db):
    demo.load()
    demo.load()
    deliver_pending()

    bundle = Bundle.objects.get()
    assert [part.state for part in bundle.parts.order_by("number")] == [PartState.WAITING] * 2
    make.sign(bundle.dossier_code, at=timezone.now())  # noqa: TID251 - the demo ends now
    deliver_pending()
    part = Part.objects.get(key="thuong-tru")
    assert part.state == PartState.OPEN
    assert part.unit is not None
    assert part.unit.name == "Công an quận Hồng Bàng"
