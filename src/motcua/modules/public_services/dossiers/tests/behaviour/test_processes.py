"""The step tables of procedures become processes."""

from datetime import date, timedelta

import pytest

from motcua.foundation import delivery
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.dossiers import use_cases
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, SYSTEM
from motcua.modules.public_services.procedures import api as procedures
from motcua.modules.public_services.procedures.tests import factories as records

pytestmark = pytest.mark.django_db
STEPS = records.a_record()["steps"]
QUICK = [STEPS[0], {**STEPS[1], "duration_hours": 2.0}, *STEPS[2:]]


def test_an_imported_catalogue_gets_its_processes():
    records.import_records(records.a_record())
    delivery.deliver_pending()

    version = procedures.get_version(make.CAT, AT.date())
    process = use_cases.processes.process_for(version)

    assert process
    assert [step.name for step in process.steps] == [step["name"] for step in STEPS]
    assert process.steps[-1].kind is cases.StepKind.RETURN


def test_publishing_again_changes_nothing():
    make.make_catalogue()

    use_cases.publish_processes(actor=SYSTEM, at=AT)

    assert make.rows_of("cases.ProcessVersion").count() == 1


def test_procedures_that_share_a_process_share_its_version():
    records.import_records(
        records.a_record(process_key="chan-nuoi"),
        records.a_record(code="1.999002", process_key="chan-nuoi"),
        records.a_record(code="1.999003", process_key="chan-nuoi", steps=QUICK),
    )

    count = use_cases.publish_processes(actor=SYSTEM, at=AT)

    found = [
        use_cases.processes.process_for(procedures.get_version(code, AT.date()))
        for code in (make.CAT, "1.999002", "1.999003")
    ]
    assert count == 2
    assert found[0] == found[1] != found[2]


def test_a_process_of_tomorrow_is_published_before_it_comes_into_force():
    records.import_records(records.a_record())
    tomorrow = date(2024, 3, 5)
    records.import_records(records.a_record(steps=QUICK), effective_from=tomorrow)
    delivery.deliver_pending()

    for day in (AT.date(), tomorrow, tomorrow + timedelta(days=1)):
        version = procedures.get_version(make.CAT, day)
        process = use_cases.processes.process_for(version)
        assert process
        assert process.steps == use_cases.processes.steps_of(version)
