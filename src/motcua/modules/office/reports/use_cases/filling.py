"""Cells are typed, in the page or in a workbook; what is complete goes to the head."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault

from .. import permissions, queries, rules
from ..errors import ReportIncomplete, WorkbookRefused
from ..events import ReportSubmitted
from ..models import Report, Version
from ..types import CellKind, State
from .common import lock, note_editor, set_state

LONGEST = 2000  # letters of one cell
BIGGEST = 5 * 1024 * 1024
_TYPED = (CellKind.NUMBER, CellKind.WORDS)


@transaction.atomic
def save_cells(*, actor: Actor, report_id: UUID, changed: Mapping[str, str], at: datetime) -> None:
    """Keep what was typed into cells, right or wrong; cells that are not named stay as they are.

    Two people may be at one report: each page sends only the cells that it changed.

    Raises:
        ReportNotFound: There is none that the actor may see.
        NotPermitted: He does not fill in the reports of the unit.
        ReportElsewhere: It lies with the head, or was sent.
    """
    report, version = lock(actor, report_id, State.FILLING, right=permissions.FILL)
    _put(report, version, changed, actor=actor, at=at)


def _put(
    report: Report, version: Version, changed: Mapping[str, str], *, actor: Actor, at: datetime
) -> None:
    known = {each.key for each in queries.understood(report.form_version_id).of_kind(*_TYPED)}
    typed = dict(version.typed)
    for key, text in changed.items():
        if key in known:
            typed[key] = text.strip()[:LONGEST]
    typed = {key: text for key, text in typed.items() if text}
    if typed == version.typed:
        return
    version.typed = typed
    note_editor(version, actor, at)
    version.save(update_fields=["typed", "edited_at", "edited_by_name", "edited_by_id"])


@transaction.atomic
def take_workbook(*, actor: Actor, report_id: UUID, content: bytes, at: datetime) -> int:
    """Take over what was typed into the report's own workbook; all of it or nothing.

    Returns:
        How many cells it filled.

    Raises:
        ReportNotFound: There is none that the actor may see.
        NotPermitted: He does not fill in the reports of the unit.
        ReportElsewhere: It lies with the head, or was sent.
        WorkbookRefused: It is none, of another report, or has faulty cells; each is named.
    """
    report, version = lock(actor, report_id, State.FILLING, right=permissions.FILL)
    form = queries.understood(report.form_version_id)
    read = _read(content, form)
    faults = [*_faults_of_book(read, report), *_faults_of_cells(read, form)]
    if faults:
        raise WorkbookRefused(faults=tuple(faults))
    _put(report, version, read.typed, actor=actor, at=at)
    return sum(bool(text) for text in read.typed.values())


def _read(content: bytes, form: rules.Form) -> rules.Read:
    if len(content) > BIGGEST:
        raise WorkbookRefused(faults=(Fault("workbook", _("The file is larger than 5 MB.")),))
    try:
        return rules.read_workbook(content, form)
    except rules.NotAWorkbook:
        words = _("This is no Excel workbook (.xlsx). Download the report's own and fill it in.")
        raise WorkbookRefused(faults=(Fault("workbook", words),)) from None


def _faults_of_book(read: rules.Read, report: Report) -> list[Fault]:
    if read.stamp != queries.stamp_of(report):
        words = _("This workbook is of another report. Download this report's own and fill it in.")
        return [Fault("workbook", words)]
    return [
        Fault("workbook", _("The workbook lacks the sheet %(sheet)s.") % {"sheet": code})
        for code in read.missing
    ]


def _faults_of_cells(read: rules.Read, form: rules.Form) -> list[Fault]:
    _numbers, faults = queries.read_typed(form, read.typed)
    return [Fault("workbook", f"{read.places[key]}: {words}") for key, words in faults.items()]


@transaction.atomic
def submit_report(*, actor: Actor, report_id: UUID, at: datetime) -> None:
    """Lay a complete report before the head; from now on its numbers stand still.

    Raises:
        ReportNotFound: There is none that the actor may see.
        NotPermitted: He does not fill in the reports of the unit.
        ReportElsewhere: It lies with the head, or was sent.
        ReportIncomplete: Cells are missing or wrong, or something does not balance.

    Publishes:
        ReportSubmitted

    Law:
        ND 09/2019
    """
    report, version = lock(actor, report_id, State.FILLING, right=permissions.FILL)
    filled = queries.fill(report, version)
    if not filled.is_complete:
        raise ReportIncomplete(faults=filled.all_faults())
    figures = filled.figures
    counted = {key: figures.own[key] for key in filled.indicators}
    version.counted = rules.kept(counted)
    version.below = rules.kept(dict(figures.below))
    version.included = [
        asdict(each) | {"report_id": str(each.report_id), "unit_id": str(each.unit_id)}
        for each in filled.included
    ]
    version.totals = rules.kept(dict(figures.together))
    version.frozen_at, version.returned_reason = at, ""
    version.save()
    set_state(report, State.TO_SIGN)
    submitted = ReportSubmitted(report_id=report.id, unit_id=report.unit_id, number=version.number)
    house.publish(submitted, by=actor, at=at, unit_id=report.unit_id)
