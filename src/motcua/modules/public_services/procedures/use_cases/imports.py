"""Take a catalogue in: all of it, or nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.kernel.search import api as search

from .. import permissions
from ..errors import FaultyImport, FileNotReadable
from ..events import CatalogueImported
from ..models import ProcedureVersion
from ..queries import finding
from ..rules import contents, files, rows, workbooks
from ..types import Change, Content, ImportReport, Reason, Row, RowFault
from . import sheets
from .publishing import Issue, issue_versions, lock_edition, renew, require_for_all, told_of

Progress = Callable[[int, int], None]


def _silent(done: int, of: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sound record beside what the catalogue has of its procedure."""

    row: Row
    content: Content
    stored: Mapping[str, Any]
    digest: str

    def changes(self, latest: Mapping[str, ProcedureVersion]) -> bool:
        """Tell whether the catalogue has this procedure and the record says something else."""
        before = latest.get(self.content.code)
        return before is not None and before.digest != self.digest


@transaction.atomic
def import_procedures(
    *,
    actor: Actor,
    filename: str,
    data: bytes,
    effective_from: date,
    at: datetime,
    dry_run: bool = False,
    progress: Progress = _silent,
) -> ImportReport:
    """Import a catalogue from a file: all of it, or nothing.

    A procedure whose record says what its latest version says keeps that version; a record that
    says something else makes a new one from ``effective_from``. Procedures that the file does not
    name stay as they are.

    Args:
        filename: Tells by its ending what the bytes are: ``.jsonl`` or ``.xlsx``.
        effective_from: The day from which new versions hold.
        dry_run: Judge and compare, write nothing.
        progress: Called with how many records are done, of how many.

    Returns:
        What was added and changed, or would be.

    Raises:
        NotPermitted: The actor publishes no versions of procedures.
        FileNotReadable: The bytes are neither JSON lines nor a workbook.
        FaultyImport: Some records are wrong; its report names every fault, and nothing was written.

    Publishes:
        ProcedureVersionPublished, CatalogueImported

    Law:
        ND 63/2010
    """
    edition = lock_edition()
    require_for_all(permissions.MANAGE, actor)
    book = _read(filename, data)
    entries, faults = _judged(book.rows, progress)
    latest = _latest()
    more, wrong = sheets.judge(
        book.more, {one.content.code: one.content for one in entries}, latest, actor=actor, at=at
    )
    issues = _issues(entries, latest, more, effective_from)
    faults = (*book.faults, *faults, *wrong, *_too_early(entries, latest, issues))
    if faults:
        in_order = sorted(map(book.locate, faults), key=lambda one: (one.sheet, one.line))
        raise FaultyImport(
            report=ImportReport(
                filename=filename,
                effective_from=effective_from,
                dry_run=dry_run,
                rows=len(book.rows),
                faults=tuple(in_order),
            )
        )
    new = [one for one in entries if one.content.code not in latest]
    changed = [one for one in entries if one.changes(latest)]
    before = {code: version.content for code, version in latest.items()}
    if not dry_run and issues:
        published = issue_versions(list(issues.values()), latest, actor=actor, at=at)
        latest |= {one.procedure.code: one for one in published}
        told = told_of(published)
    else:
        told = []
    written = sheets.write(more, latest, dry_run=dry_run, actor=actor, at=at)
    if not dry_run and (issues or any(written.values())):
        renew(edition, at)
        if issues:
            search.replace_all(kind=finding.KIND, documents=finding.documents())
        summary = CatalogueImported(
            catalogue="procedures",
            filename=filename,
            effective_from=effective_from,
            added=len(new),
            changed=len(changed),
            unchanged=len(entries) - len(new) - len(changed),
        )
        house.publish(*told, summary, by=actor, at=at)
    return ImportReport(
        filename=filename,
        effective_from=effective_from,
        dry_run=dry_run,
        rows=len(book.rows),
        added=tuple(_change(one, {}) for one in new),
        changed=tuple(_change(one, before[one.content.code]) for one in changed),
        unchanged=len(entries) - len(new) - len(changed),
        texts=written["texts"],
        overrides=written["overrides"],
        proposals=written["proposals"],
    )


def _change(entry: _Entry, before: Mapping[str, Any]) -> Change:
    fields = contents.changed_fields(before, entry.stored) if before else ()
    return Change(code=entry.content.code, name=entry.content.name, fields=fields)


def _read(filename: str, data: bytes) -> workbooks.Book:
    ending = filename.lower().rpartition(".")[2]
    if ending in {"jsonl", "json", "ndjson"}:
        found, faults = files.read_lines(data)
        return workbooks.Book(rows=found, faults=faults)
    if ending != "xlsx":
        raise FileNotReadable(filename=filename)
    try:
        return workbooks.read_workbook(data)
    except workbooks.NotAWorkbook as error:
        raise FileNotReadable(filename=filename) from error


def _judged(found: Sequence[Row], progress: Progress) -> tuple[list[_Entry], tuple[RowFault, ...]]:
    entries, faults = list[_Entry](), list[RowFault]()
    for done, row in enumerate(found, start=1):
        content, wrong = rows.read_row(row)
        faults += wrong
        if content is not None:
            stored = contents.to_json(content)
            entries.append(_Entry(row, content, stored, contents.digest(stored)))
        progress(done, len(found))
    twins = rows.find_twins([(entry.row, entry.content) for entry in entries])
    return entries, (*faults, *twins)


def _latest() -> dict[str, ProcedureVersion]:
    every = ProcedureVersion.objects.select_related("procedure").order_by("number")
    return {version.procedure.code: version for version in every.iterator(chunk_size=500)}


def _issues(
    entries: Iterable[_Entry],
    latest: Mapping[str, ProcedureVersion],
    more: sheets.More,
    effective_from: date,
) -> dict[str, Issue]:
    """Return what becomes a version, by its code, and from which day.

    A day that the workbook names counts if it is a new one: the day of the version in force only
    says when that began.
    """
    found = {}
    for entry in entries:
        code = entry.content.code
        before = latest.get(code)
        if before is not None and not entry.changes(latest):
            continue
        said = more.publications.get(code)
        own = said.effective_from if said else None
        is_new = own is not None and (before is None or own > before.effective_from)
        decided = said.decision_date if said and (is_new or before is None) else None
        found[code] = Issue(
            content=entry.content,
            effective_from=own if own is not None and is_new else effective_from,
            decision_date=decided,
        )
    return found


def _too_early(
    entries: Iterable[_Entry], latest: Mapping[str, ProcedureVersion], issues: Mapping[str, Issue]
) -> list[RowFault]:
    faults = []
    for entry in entries:
        before, issue = latest.get(entry.content.code), issues.get(entry.content.code)
        if before and issue and before.effective_from > issue.effective_from:
            day = before.effective_from.strftime("%d/%m/%Y")
            faults.append(
                RowFault(
                    line=entry.row.line,
                    field="code",
                    reason=Reason.LATER_VERSION,
                    details={"date": day},
                    sheet=entry.row.sheet,
                )
            )
    return faults
