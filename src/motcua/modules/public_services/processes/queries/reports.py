"""What is missing: procedures without a process, processes without procedures, too long ones."""

from dataclasses import dataclass
from datetime import date

from motcua.modules.public_services.procedures import api as procedures

from ..rules import allowed_hours
from ..types import Kind, ProcessInfo, Unfit
from . import library


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The state of the library on a day."""

    on: date
    listed: int
    served: int
    general: int
    specific: int
    without_process: tuple[procedures.VersionInfo, ...]
    unused: tuple[ProcessInfo, ...]
    too_long: tuple[Unfit, ...]


def report(*, on: date) -> Report:
    """Compare the catalogue with the library as of a day."""
    listed = procedures.list_procedures(on=on)
    assigned = library.list_assignments(on=on)
    processes = library.list_processes(on=on)
    by_code = {one.code: one for one in processes if one.number is not None}
    without, too_long = [], []
    for version in listed:
        held = assigned.get(version.code)
        process = by_code.get(held.process_code) if held else None
        if process is None:
            without.append(version)
        elif process.hours > (allowed := allowed_hours(version.time_limit)):
            too_long.append(
                Unfit(
                    procedure_code=version.code,
                    procedure_title=version.title,
                    time_limit=version.time_limit,
                    allowed=allowed,
                    process_code=process.code,
                    hours=process.hours,
                )
            )
    return Report(
        on=on,
        listed=len(listed),
        served=len(listed) - len(without),
        general=sum(one.kind is Kind.GENERAL for one in by_code.values()),
        specific=sum(one.kind is Kind.SPECIFIC for one in by_code.values()),
        without_process=tuple(without),
        unused=tuple(one for one in processes if not one.procedures),
        too_long=tuple(too_long),
    )
