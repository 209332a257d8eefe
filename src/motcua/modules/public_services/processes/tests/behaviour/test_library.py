import json
from datetime import date

import pytest

from motcua.modules.public_services.procedures.tests import factories as catalogue
from motcua.modules.public_services.processes import queries, use_cases
from motcua.modules.public_services.processes.errors import FileNotReadable

from .. import factories as make
from ..factories import AT, CAT, SYSTEM, TODAY

pytestmark = pytest.mark.django_db
SINCE = date(2023, 1, 1)


def load(data=None, effective_from=SINCE):
    return use_cases.load_library(
        actor=SYSTEM,
        data=data if data is not None else queries.shipped_library(),
        effective_from=effective_from,
        at=AT,
    )


def test_the_shipped_library_serves_every_procedure_in_time():
    """Reported: 14 general and 89 specific processes for 255 procedures."""
    catalogue.import_shipped()

    first, again = load(), load()

    report = queries.report(on=TODAY)
    assert report.general >= 14
    assert report.specific >= 89
    assert report.listed >= 255
    assert not report.without_process
    assert not report.too_long
    assert not report.unused
    assert (first.published, first.unknown) == (first.processes, ())
    assert (again.published, again.assigned) == (0, 0)


def test_what_an_administrator_decided_is_not_undone():
    make.make_catalogue()
    make.publish(code="QT-X")
    make.assign(code="QT-X")
    line = {
        "code": "QT-Y",
        "title": "Khác",
        "kind": "GENERAL",
        "steps": [
            {"name": row.name, "kind": row.kind, "role": row.role, "hours": row.hours}
            for row in make.SHORT
        ],
        "procedures": [CAT, "9.000000"],
    }

    report = load(json.dumps(line).encode(), effective_from=TODAY)

    assert (report.published, report.assigned, report.unknown) == (1, 0, ("9.000000",))
    assert queries.list_assignments(on=TODAY)[CAT].process_code == "QT-X"


def test_a_faulty_library_is_refused_whole_and_every_fault_named():
    good = queries.shipped_library().splitlines()[0]
    no_steps = json.dumps({"code": "A", "title": "A", "kind": "GENERAL"}).encode()
    unsigned = json.dumps(
        {
            "code": "B",
            "title": "B",
            "kind": "GENERAL",
            "steps": [{"name": "x", "kind": "HANDLE", "role": "SPECIALIST", "hours": 2}],
        }
    ).encode()

    with pytest.raises(FileNotReadable) as refused:
        load(b"\n".join([good, good, b"{", b"[]", no_steps, unsigned]))

    lines = {fault.path.split(".")[1] for fault in refused.value.faults}
    assert lines == {"2", "3", "4", "5", "6"}
    assert queries.list_processes(on=TODAY) == []


def test_an_empty_file_is_no_library():
    with pytest.raises(FileNotReadable):
        load(b"\n\n")
