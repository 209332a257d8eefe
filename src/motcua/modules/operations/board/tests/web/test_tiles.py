"""Tiles ready to be drawn."""

from datetime import date

import pytest

from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics.tests.factories import catch_up
from motcua.modules.operations.board import api as board
from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_tile_says_how_a_figure_stands():
    make.make_catalogue()
    office = make.make_office()
    make.finished(office)
    catch_up()
    at = analytics.month(date(2024, 3, 1)).end
    period = analytics.month(date(2024, 3, 1))

    found = board.tiles(
        fields=board.fields(on=period.last_date),
        asked=board.Asked(unit_id=office.unit.id, period=period),
        at=at,
    )

    tile = next(each for each in found if each.code == "on-time")
    assert tile.figure == "100,0 %"
    assert tile.light is analytics.Light.GREEN
    assert "unit=" in tile.href and "period=2024-03" in tile.href
