"""What is counted in the catalogue: procedures and processes, which everybody may see."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.urls import reverse

from motcua.kernel.analytics import api as analytics
from motcua.modules.public_services.procedures import api as procedures
from motcua.modules.public_services.processes import api as processes

from ..types import Claim, Found, Line

Measured = tuple[int, tuple[Line, ...]]


def _of(versions: Iterable[procedures.VersionInfo], notes: Mapping[str, str]) -> Measured:
    lines = [
        Line(
            title=each.title,
            url=reverse("procedures:procedure", args=[each.code]),
            note=notes.get(each.code, each.code),
        )
        for each in versions
    ]
    return len(lines), tuple(lines)


def _served(on: date) -> Measured:
    assigned = processes.list_assignments(on=on)
    listed = [each for each in procedures.list_procedures(on=on) if each.code in assigned]
    return _of(listed, {code: each.process_code for code, each in assigned.items()})


def _online(level: procedures.Level) -> Callable[[date], Measured]:
    def measured(on: date) -> Measured:
        listed = procedures.list_procedures(on=on, level=level)
        none = procedures.OnlineLevel.NONE
        online = [each for each in listed if each.online_level is not none]
        return _of(online, {each.code: str(each.online_level.label) for each in online})

    return measured


def _processes(*kinds: processes.Kind) -> Callable[[date], Measured]:
    def measured(on: date) -> Measured:
        listed = [each for each in processes.list_processes(on=on) if each.kind in kinds]
        lines = [Line(title=each.title, note=each.code) for each in listed if each.number]
        return len(lines), tuple(lines)

    return measured


MEASURES: Mapping[str, Callable[[date], Measured]] = {
    "procedures-served": _served,
    "processes": _processes(*processes.Kind),
    "processes-general": _processes(processes.Kind.GENERAL),
    "processes-specific": _processes(processes.Kind.SPECIFIC),
    "online-district": _online(procedures.Level.DISTRICT),
    "online-ward": _online(procedures.Level.WARD),
}


def counted_in_catalogue(claim: Claim, on: date) -> Found:
    """Return a claim as the catalogue has it on a day."""
    amount, lines = MEASURES[claim.measure](on)
    return Found(claim=claim, measure=analytics.Measure(amount, amount), lines=lines)
