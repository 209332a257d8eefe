"""Commands that take data in."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import ready

if TYPE_CHECKING:
    from motcua.modules.public_services.procedures.api import ImportReport

SHOWN = 12  # names in a summary; the rest is counted


@click.group("import")
def import_() -> None:
    """Take data in: all of a file or nothing of it.

    \b
    motcua import procedures catalogue.jsonl --dry-run
    motcua import procedures catalogue.xlsx --effective-from 2025-07-01
    motcua import template catalogue.xlsx --filled
    motcua import processes library.jsonl --effective-from 2025-07-01
    motcua import forms FOLDER
    motcua import boundaries wards.geojson --valid-from 2025-07-01
    """  # noqa: D301 - the mark of click for lines that stay as they are


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--effective-from",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help="Day from which new versions hold; today if not given.",
)
@click.option("--dry-run", is_flag=True, help="Check and compare, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def procedures(file: Path, effective_from: datetime | None, dry_run: bool, as_json: bool) -> None:  # noqa: FBT001 - click calls by name
    """Import a catalogue of procedures from FILE (.jsonl or .xlsx).

    Records that say the same as the catalogue change nothing; others make new versions from the
    given day. Every faulty line is named with its reason, and then nothing is imported at all.
    """
    ready()
    from django.utils import timezone, translation  # noqa: PLC0415 - after ready()

    from motcua.foundation import actors  # noqa: PLC0415
    from motcua.foundation.errors import DomainError  # noqa: PLC0415
    from motcua.foundation.time import local_date  # noqa: PLC0415
    from motcua.modules.public_services.procedures import api  # noqa: PLC0415

    at = timezone.now()  # noqa: TID251 - a command is an edge
    with translation.override(None):
        try:
            with _bar(f"Reading {file.name}", shown=not as_json) as progress:
                report = api.import_procedures(
                    actor=actors.system("motcua import"),
                    filename=file.name,
                    data=file.read_bytes(),
                    effective_from=effective_from.date() if effective_from else local_date(at),
                    at=at,
                    dry_run=dry_run,
                    progress=progress,
                )
        except api.FaultyImport as error:
            report = error.report
        except DomainError as error:
            raise click.ClickException(str(error)) from error
        click.echo(_as_json(report) if as_json else _as_text(report))
    if report.faults:
        raise SystemExit(1)


@import_.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--filled", is_flag=True, help="Write the procedures in force today into it.")
def template(file: Path, filled: bool) -> None:  # noqa: FBT001 - click calls by name
    """Write the workbook that `motcua import procedures` reads to FILE (.xlsx)."""
    if file.suffix.lower() != ".xlsx":
        raise click.BadParameter("the name must end in .xlsx", param_hint="FILE")
    ready()
    from django.utils import timezone  # noqa: PLC0415 - after ready()

    from motcua.foundation.time import local_date  # noqa: PLC0415
    from motcua.modules.public_services.procedures import api  # noqa: PLC0415

    today = local_date(timezone.now())  # noqa: TID251 - a command is an edge
    file.write_bytes(api.as_workbook(on=today if filled else None))
    click.echo(f"{file}: written. Point at the head of a column to read what belongs there.")


@import_.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--valid-from",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help="First day of next versions; today if not given.",
)
def forms(folder: Path, valid_from: datetime | None) -> None:
    """Add the forms in FOLDER (JSON Schema, *.json): new ones, and versions of changed ones."""
    ready()
    from django.utils import timezone  # noqa: PLC0415 - after ready()

    from motcua.foundation import actors  # noqa: PLC0415
    from motcua.foundation.errors import DomainError  # noqa: PLC0415
    from motcua.kernel.forms import api  # noqa: PLC0415

    try:
        report = api.load_forms(
            actor=actors.system("motcua import"),
            schemas=api.read_schemas(folder),
            valid_from=valid_from.date() if valid_from else None,
            at=timezone.now(),  # noqa: TID251 - a command is an edge
        )
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    for code in report.added:
        click.echo(f"{code}: added")
    click.echo(f"{len(report.added)} added, {len(report.unchanged)} as they were.")


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--effective-from",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help="Day from which versions and assignments hold; today if not given.",
)
@click.option("--note", default="", help="Why, such as the number of the decision.")
def processes(file: Path, effective_from: datetime | None, note: str) -> None:
    """Import internal processes, and which procedures follow them, from FILE (.jsonl).

    Processes that say the same as before get no new version; procedures that follow a process
    already stay with it.
    """
    ready()
    from django.utils import timezone  # noqa: PLC0415 - after ready()

    from motcua.foundation import actors  # noqa: PLC0415
    from motcua.foundation.errors import DomainError  # noqa: PLC0415
    from motcua.foundation.time import local_date  # noqa: PLC0415
    from motcua.modules.public_services.processes import api  # noqa: PLC0415

    at = timezone.now()  # noqa: TID251 - a command is an edge
    try:
        report = api.load_library(
            actor=actors.system("motcua import"),
            data=file.read_bytes(),
            effective_from=effective_from.date() if effective_from else local_date(at),
            note=note,
            at=at,
        )
    except DomainError as error:
        faults = [f"  {one.path}: {one.message}" for one in getattr(error, "faults", ())]
        raise click.ClickException("\n".join([str(error), *faults])) from error
    click.echo(f"{file.name}: {report.processes} processes read.")
    click.echo(f"  {report.published} versions published, {report.assigned} procedures assigned.")
    if report.unknown:
        click.echo(f"  not in the catalogue: {', '.join(report.unknown)}")


@contextmanager
def _bar(title: str, *, shown: bool) -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console  # noqa: PLC0415 - slow to load, and not for every command
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), disable=not shown, transient=True) as bars:
        task = bars.add_task(title)
        yield lambda done, of: bars.update(task, completed=done, total=of)


def _as_text(report: "ImportReport") -> str:
    if report.faults:
        lines = [f"{report.filename}: {len(report.faults)} faults. Nothing was imported."]
        lines += [
            f"  {f'{one.sheet}, ' if one.sheet else ''}line {one.line}"
            f"{f', {one.field}' if one.field else ''}: {one.message}"
            for one in report.faults
        ]
        return "\n".join(lines)
    verb = "would be " if report.dry_run else ""
    added, changed = len(report.added), len(report.changed)
    lines = [
        f"{report.filename}: {report.rows} procedures read, in force from {report.effective_from}.",
        f"  {added} {verb}added, {changed} {verb}changed, {report.unchanged} as they were.",
    ]
    for change in report.changed[:SHOWN]:
        lines.append(f"  {change.code} {change.name}: {', '.join(change.fields)}")
    if len(report.changed) > SHOWN:
        lines.append(f"  … and {len(report.changed) - SHOWN} more")
    return "\n".join(lines)


def _as_json(report: "ImportReport") -> str:
    return json.dumps(
        {
            "filename": report.filename,
            "effective_from": report.effective_from.isoformat(),
            "dry_run": report.dry_run,
            "rows": report.rows,
            "added": [one.code for one in report.added],
            "changed": {one.code: list(one.fields) for one in report.changed},
            "unchanged": report.unchanged,
            "faults": [
                {
                    "sheet": one.sheet,
                    "line": one.line,
                    "field": one.field,
                    "reason": one.reason.value,
                    "message": one.message,
                }
                for one in report.faults
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--valid-from",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    required=True,
    help="Day from which the areas lie so.",
)
@click.option("--source", required=True, help="Where it comes from, and how exact it is.")
@click.option("--licence", required=True, help="Under which it may be shown.")
def boundaries(file: Path, valid_from: datetime, source: str, licence: str) -> None:
    """Draw areas on the map from FILE (GeoJSON; each feature names the area by its `code`)."""
    ready()
    from django.db import transaction  # noqa: PLC0415 - after ready()
    from django.utils import timezone  # noqa: PLC0415

    from motcua.foundation import actors  # noqa: PLC0415
    from motcua.foundation.errors import DomainError  # noqa: PLC0415
    from motcua.kernel.places import api  # noqa: PLC0415

    day, features = valid_from.date(), json.loads(file.read_text(encoding="utf-8"))["features"]
    try:
        with transaction.atomic():
            for feature in features:
                code = str(feature["properties"]["code"])
                area = api.find_area(code, on=day)
                if area is None:
                    raise click.ClickException(f"no area has the code {code} on {day}")
                api.draw_boundary(
                    actor=actors.system("motcua import"),
                    area_id=area.id,
                    shape=feature["geometry"],
                    valid_from=day,
                    source=source,
                    licence=licence,
                    at=timezone.now(),  # noqa: TID251 - a command is an edge
                )
    except (DomainError, KeyError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(features)} areas drawn as of {day}")
