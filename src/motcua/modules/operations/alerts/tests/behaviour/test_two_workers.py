"""Two workers look at the same time: an alert is opened once, and one of them tells of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from motcua.foundation.models import EventRecord
from motcua.foundation.time import local_date
from motcua.modules.operations.alerts import use_cases
from motcua.modules.operations.alerts.models import Alert
from motcua.modules.operations.alerts.tests import factories as make


@pytest.fixture
def together():
    """Do something in two threads at once and return what came out."""

    def run(do, *, at):
        start = Barrier(2)

        def one(_nth):
            try:
                start.wait()
                return do(at=at)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(one, range(2)))

    return run


def test_two_workers_open_an_alert_once_and_tell_once(transactional_db, together):
    world = make.make_world()
    for unit in ("ward", "other"):
        make.count(make.ON_TIME, world.units[unit], local_date(make.MORNING), 1, 9)
    make.rule(world)

    opened = together(use_cases.watch, at=make.MORNING)
    told = together(use_cases.tell_due, at=make.MORNING)
    together(use_cases.watch, at=make.MORNING + timedelta(minutes=1))

    assert sum(opened) == Alert.objects.count() == 2
    assert sum(told) == 2
    assert EventRecord.objects.filter(code="alerts.opened").count() == 2
    assert EventRecord.objects.filter(code="alerts.assigned").count() == 2
