"""An index of two domains and a year by it, in the office of the programme's tests."""

from datetime import date
from decimal import Decimal

from motcua.kernel.documents import api as documents
from motcua.modules.operations.programme.tests import factories as offices
from motcua.modules.operations.self_assessment import queries, use_cases
from motcua.modules.operations.self_assessment.models import Assessment
from motcua.modules.operations.self_assessment.types import Typed

AT = offices.MORNING
ROWS = [
    ["Chỉ đạo", "Kế hoạch", "1.1", "Có kế hoạch", "2", "Có/không", "", ""],
    ["Chỉ đạo", "Kế hoạch", "1.2", "Nhiệm vụ xong", "3", "Tỷ lệ", "80", "programme-tasks"],
    ["Thủ tục", "Giải quyết", "2.1", "Đúng hạn", "5", "Bậc", "98:100; 90:50", ""],
]
FULL = {"1.1": 1, "1.2": 80, "2.1": 99}


def book(rows=ROWS):
    """Return an index as a workbook."""
    return documents.draw_sheet(title="x", name="x", heads=queries.HEADS, rows=rows, widths=())


def publish(office, rows=ROWS, **changes):
    """Publish an index."""
    given = {"actor": office.actor("leader"), "unit_id": office.unit_id, "title": "Bộ chỉ số"}
    return use_cases.publish_index(**given | {"content": book(rows), "at": AT} | changes)


def open_year(office, year=2024, at=AT):
    """Open a year."""
    return use_cases.open_year(
        actor=office.actor("leader"),
        unit_id=office.unit_id,
        year=year,
        due_on=date(2030, 1, 1),
        at=at,
    )


def assessment_of(office, round_id, nth=0):
    """Return the assessment of a ward."""
    return Assessment.objects.get(round_id=round_id, unit_id=office.ward_ids[nth])


def enter(office, assessment, values=FULL, *, proved=True, actor=None, at=AT):
    """Enter values, with a photograph each."""
    files = (("anh.jpg", offices.picture()),) if proved else ()
    use_cases.enter_scores(
        actor=actor or office.actor("warden"),
        assessment_id=assessment.id,
        typed=[
            Typed(code=code, value=None if value is None else Decimal(value), files=files)
            for code, value in values.items()
        ],
        at=at,
    )


def hand_in(office, assessment, values=FULL, actor=None, at=AT):
    """Enter values and hand them in."""
    enter(office, assessment, values, actor=actor, at=at)
    use_cases.submit(actor=actor or office.actor("warden"), assessment_id=assessment.id, at=at)
