"""Tables in the words of whoever reads: faults, names of lists, the picture."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from motcua.foundation.text import fold
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures

from .. import rules
from ..rules import RowReason
from ..types import COLUMNS, ReadTable, Row, RowFault, Unfit

_REASONS: Mapping[RowReason, Any] = {
    RowReason.NAME_MISSING: _("Say what is done in this step."),
    RowReason.TOO_LONG: _("Write at most 300 letters here."),
    RowReason.KIND_MISSING: _("Choose what kind of step it is."),
    RowReason.ROLE_MISSING: _("Choose the post that does it."),
    RowReason.HOURS_MISSING: _("Say how long it takes, such as 4 or 0,5 ngày."),
    RowReason.NOT_HOURS: _("Write working hours or days, such as 4, 0,5 or 2 ngày."),
    RowReason.TOO_MANY_HOURS: _("No step takes longer than 4000 working hours."),
}
_NO_SUCH_UNIT = _(
    "No agency is called %(code)s today. Write its code, how it is called, or its level and field,"
    " such as “cấp huyện: Đất đai”."
)
_NO_ROWS = _("The table is empty. Add a step, or paste lines from a sheet.")


def kind_names() -> list[tuple[str, str]]:
    """Return the kinds of steps with their names, in the order of a dossier's way."""
    return [(kind.value, str(kind.label)) for kind in cases.StepKind]


def role_names() -> list[tuple[str, str]]:
    """Return the roles that may do a step with their names."""
    return [(role, str(organisation.Role(role).label)) for role in rules.ROLES]


def word_codes() -> Mapping[str, Mapping[str, str]]:
    """Return for columns with a list what people write for each code, in both languages."""
    found: dict[str, dict[str, str]] = {"kind": {}, "role": dict(_OFTEN), "hours": {}}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for column, choices in (("kind", kind_names()), ("role", role_names())):
                for code, name in choices:
                    found[column][fold(name)] = code
                    found[column][fold(code)] = code
    return found


# What process tables of offices write; folded.
_OFTEN: Mapping[str, str] = {
    "bo phan tiep nhan va tra ket qua": "RECEPTION",
    "bo phan mot cua": "RECEPTION",
    "mot cua": "RECEPTION",
    "bp tn&tkq": "RECEPTION",
    "trung tam phuc vu hanh chinh cong": "RECEPTION",
    "chuyen vien": "SPECIALIST",
    "cong chuc": "SPECIALIST",
    "can bo thu ly": "SPECIALIST",
    "cong chuc thu ly": "SPECIALIST",
    "lanh dao phong": "UNIT_HEAD",
    "truong phong": "UNIT_HEAD",
    "lanh dao ubnd": "AUTHORITY_LEADER",
    "chu tich ubnd": "AUTHORITY_LEADER",
    "chu tich": "AUTHORITY_LEADER",
    "lanh dao uy ban nhan dan": "AUTHORITY_LEADER",
    "van thu": "CLERK",
    "co quan phoi hop": "PARTNER",
}


def read_rows(rows: Sequence[Row], *, on: date) -> ReadTable:
    """Return the steps of a table as typed and every fault in it, by line and column.

    Lines in which nothing was typed are left out.
    """
    filled = [row for row in rows if not row.is_empty]
    read = [rules.read_row(row, line) for line, row in enumerate(filled, start=1)]
    steps = tuple(step for step, _wrong in read)
    if not steps:
        return ReadTable(steps=(), faults=(RowFault(line=0, column="", message=str(_NO_ROWS)),))
    faults = [
        RowFault(line=step.seq, column=column, message=str(_REASONS[reason]))
        for step, wrong in read
        for column, reason in wrong
    ]
    told = {(fault.line, fault.column) for fault in faults}
    faults += [
        fault
        for fault in (*_unknown_units(steps, on), *_of_the_table(steps))
        if (fault.line, fault.column) not in told
    ]
    return ReadTable(
        steps=steps, faults=tuple(sorted(faults, key=lambda one: (one.line, _at(one.column))))
    )


def _at(column: str) -> int:
    return COLUMNS.index(column) if column in COLUMNS else len(COLUMNS)


def _unknown_units(steps: Iterable[cases.Step], on: date) -> Iterable[RowFault]:
    named = {step.unit_code for step in steps if step.unit_code}
    known = {name for name in named if is_known_agency(name, on)}
    return [
        RowFault(
            line=step.seq,
            column="unit_code",
            message=str(_NO_SUCH_UNIT) % {"code": step.unit_code},
        )
        for step in steps
        if step.unit_code and step.unit_code not in known
    ]


def is_known_agency(name: str, on: date) -> bool:
    """Tell whether a table may name an agency so: code, name of a partner, or level and field.

    Which one it is, is found when the step begins: a table is shared by many authorities.
    """
    if wanted := cases.wanted_agency(name):
        return not wanted.field or any(
            fold(wanted.field) == fold(field) for field, _count in procedures.list_fields(on=on)
        )
    if organisation.find_unit(name, on=on) is not None:
        return True
    partners = organisation.list_units(on, kind=organisation.UnitKind.PARTNER)
    called = fold(name)
    return any(called in fold(text) for each in partners for text in (each.short_name, each.name))


def agency_names(on: date) -> tuple[str, ...]:
    """Return how a table may name other agencies, for whoever types: partners, level and field."""
    partners = organisation.list_units(on, kind=organisation.UnitKind.PARTNER)
    called = dict.fromkeys(each.short_name or each.name for each in partners)
    fields = [field for field, _count in procedures.list_fields(on=on)]
    kinds = (f"{level}: {field}" for level in ("cấp huyện", "cấp tỉnh") for field in fields)
    return (*called, *kinds)


def _of_the_table(steps: Sequence[cases.Step]) -> Iterable[RowFault]:
    """Return what the law of step tables finds; its words name no column, a condition's do."""
    faults = []
    for fault in cases.list_faults(steps):
        line = int(fault.path.rpartition(".")[2])
        step = next((one for one in steps if one.seq == line), None)
        column = "condition" if step and _is_unread(step) else ""
        faults.append(RowFault(line=line, column=column, message=fault.message))
    return faults


def _is_unread(step: cases.Step) -> bool:
    try:
        cases.parse_condition(step.condition)
    except cases.ConditionFault:
        return True
    return False


def lane_name(step: cases.Step, units: Mapping[str, str]) -> str:
    """Return who does a step, as its lane is called."""
    role = str(organisation.Role(step.role).label)
    if not step.unit_code:
        return role
    return f"{units.get(step.unit_code, step.unit_code)}: {role}"


def picture_of(steps: Sequence[cases.Step], *, title: str, on: date) -> rules.Diagram:
    """Lay a table out as a diagram, with the names of posts and units."""
    codes = {step.unit_code for step in steps if step.unit_code}
    found = {code: organisation.find_unit(code, on=on) for code in codes}
    units = {code: unit.short_name or unit.name for code, unit in found.items() if unit}
    return rules.draw(steps, title=title, lane_name=lambda step: lane_name(step, units))


def unfit_for(
    versions: Iterable[procedures.VersionInfo], steps: Sequence[cases.Step], *, process_code: str
) -> tuple[Unfit, ...]:
    """Return the procedures that promise less time than the steps take."""
    hours = rules.hours_of(steps)
    return tuple(
        Unfit(
            procedure_code=version.code,
            procedure_title=version.title,
            time_limit=version.time_limit,
            allowed=allowed,
            process_code=process_code,
            hours=hours,
        )
        for version in versions
        if hours > (allowed := rules.allowed_hours(version.time_limit))
    )
