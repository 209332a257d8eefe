from dataclasses import replace
from decimal import Decimal

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.kernel.cases import api
from motcua.kernel.cases.models import ProcessVersion
from motcua.kernel.cases.tests.factories import AT, LONG, SHORT, holder_of, make_office, publish

pytestmark = pytest.mark.django_db


def test_a_published_process_is_found_by_its_code():
    published = publish(SHORT, code="khai-sinh")

    found = api.find_process(code="khai-sinh")

    assert found == published
    assert found.steps == SHORT
    assert api.find_process(code="no-such") is None


def test_the_same_steps_make_no_new_version():
    first = publish(SHORT)

    assert publish(SHORT) == first
    assert ProcessVersion.objects.count() == 1


def test_other_steps_make_a_new_version_and_the_old_one_stays():
    first = publish(SHORT)

    second = publish(LONG)

    assert second.number == first.number + 1
    assert api.get_process(first.version_id).steps == SHORT
    assert api.find_process(code="ho-tich") == second
    assert [each.number for each in api.list_processes()] == [2]


def test_a_version_of_the_past_is_found_by_its_steps():
    first = publish(SHORT)
    publish(LONG)

    assert api.find_process(code="ho-tich", steps=SHORT) == first
    assert api.find_process(code="ho-tich", steps=SHORT[:3]) is None


def test_an_unsound_table_is_refused_with_every_fault():
    unsound = (replace(SHORT[1], hours=Decimal(0)), SHORT[3])

    with pytest.raises(api.UnsoundProcess) as refused:
        publish(unsound)

    assert {fault.path for fault in refused.value.faults} == {"steps.0", "steps.2"}
    assert not ProcessVersion.objects.exists()


def test_only_who_manages_processes_publishes_one():
    stranger = holder_of(make_office("RECEPTION").posts["RECEPTION"])

    with pytest.raises(NotPermitted):
        api.publish_process(actor=stranger, code="x", title="x", steps=SHORT, at=AT)
