"""Tables, processes and what they serve, made through use cases."""

from collections.abc import Sequence
from datetime import date, datetime

from motcua.foundation import actors
from motcua.foundation.time import LOCAL_ZONE
from motcua.modules.public_services.procedures.tests import factories as catalogue
from motcua.modules.public_services.processes import use_cases
from motcua.modules.public_services.processes.errors import NoSuchProcess
from motcua.modules.public_services.processes.types import Kind, Row, VersionInfo

SYSTEM = actors.system("test")
AT = datetime(2024, 3, 4, 9, tzinfo=LOCAL_ZONE)  # a Monday
TODAY = AT.date()
CAT = "1.999001"  # three working days
SHARED = "QTC-01"


def a_row(name: str, kind: str, role: str, hours: str, **more: str) -> Row:
    return Row(name=name, kind=kind, role=role, hours=hours, **more)


SHORT = (
    a_row("Tiếp nhận", "RECEIVE", "RECEPTION", "1"),
    a_row("Thụ lý", "HANDLE", "SPECIALIST", "8"),
    a_row("Ký", "SIGN", "AUTHORITY_LEADER", "4"),
    a_row("Trả kết quả", "RETURN", "RECEPTION", "1"),
)
ASKING = (
    a_row("Tiếp nhận", "RECEIVE", "RECEPTION", "1"),
    a_row("Hỏi công an", "CONSULT", "PARTNER", "4", group="a"),
    a_row("Hỏi y tế", "CONSULT", "SPECIALIST", "6", group="a", mandatory="NO"),
    a_row("Thụ lý", "HANDLE", "SPECIALIST", "8"),
    a_row("Xác minh tại chỗ", "HANDLE", "SPECIALIST", "2", condition='channel = "POST"'),
    a_row("Ký", "SIGN", "AUTHORITY_LEADER", "2"),
    a_row("Trả kết quả", "RETURN", "RECEPTION", "1"),
)


def make_catalogue(*codes: str) -> None:
    """Publish procedures of three working days."""
    catalogue.import_records(*(catalogue.a_record(code=code) for code in codes or (CAT,)))


def publish(
    rows: Sequence[Row] = SHORT,
    *,
    code: str = SHARED,
    title: str = "Ba ngày làm việc",
    effective_from: date = TODAY,
    note: str = "Lần đầu",
    at: datetime = AT,
) -> VersionInfo:
    """Publish a process, or its next version."""
    try:
        draft = use_cases.begin_draft(actor=SYSTEM, code=code, at=at)
    except NoSuchProcess:
        draft = use_cases.create_process(
            actor=SYSTEM, code=code, title=title, kind=Kind.GENERAL, at=at
        )
    use_cases.save_draft(
        actor=SYSTEM,
        code=code,
        title=title,
        rows=rows,
        revision=draft.revision,
        page_key="",
        at=at,
    )
    return use_cases.publish_draft(
        actor=SYSTEM, code=code, note=note, effective_from=effective_from, at=at
    )


def assign(*codes: str, code: str = SHARED, valid_from: date = TODAY, at: datetime = AT) -> int:
    """Let procedures follow a process."""
    return use_cases.assign_procedures(
        actor=SYSTEM, code=code, procedure_codes=codes or (CAT,), valid_from=valid_from, at=at
    )
