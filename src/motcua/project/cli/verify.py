"""Is this paper genuine? The same judgement as on the page /verify/, without the network."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.project import embedded

if TYPE_CHECKING:
    from motcua.kernel.signatures import api as signatures

EXIT = {"PASSED": 0, "FAILED": 1, "INDETERMINATE": 2}
NOT_A_PDF = 3
TRUST_LIST = "motcua.kernel.signatures.queries.trust_list.TrustList"


def _instant(
    _context: click.Context, _parameter: click.Parameter, text: str | None
) -> datetime | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter("write it like 2026-11-25T09:00+07:00") from error
    from motcua.foundation.time import LOCAL_ZONE  # noqa: PLC0415 - the help must not wait

    return at if at.tzinfo else at.replace(tzinfo=LOCAL_ZONE)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json/--human", "as_json", default=True, help="JSON (default), or sentences.")
@click.option("--at", callback=_instant, help="Judge as of this instant (default: now).")
def verify(file: Path, *, as_json: bool, at: datetime | None) -> None:
    """Tell whether a signed PDF is genuine.

    \b
    Prints the verdict as JSON. Exit status:
      0  PASSED         every signature is valid and nothing was changed
      1  FAILED         a signature is not valid, or the file was changed
      2  INDETERMINATE  it cannot be told: no signature, unknown authority, …
      3  the file is no PDF
    """  # noqa: D301 - click's mark for lines that stay as they are
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
    import django  # noqa: PLC0415 - the help must not wait for Django

    django.setup()  # the database is not needed, and never started for this
    from django.conf import settings  # noqa: PLC0415 - after setup()
    from django.utils import timezone, translation  # noqa: PLC0415 - after setup()

    from motcua.kernel.signatures import api as signatures  # noqa: PLC0415 - after setup()

    translation.activate(settings.LANGUAGE_CODE)
    if TRUST_LIST in settings.TRUST_SOURCES and not _database_answers():
        settings.TRUST_SOURCES = [each for each in settings.TRUST_SOURCES if each != TRUST_LIST]
        click.echo("No database answers: only the roots in the folder are known.", err=True)
    try:
        verdict = signatures.validate(pdf=file.read_bytes(), at=at or timezone.now())  # noqa: TID251 - an edge
    except signatures.NotAPdf as error:
        click.echo(str(error), err=True)
        raise SystemExit(NOT_A_PDF) from error
    if as_json:
        click.echo(json.dumps(verdict.to_json(), ensure_ascii=False, indent=2))
    else:
        _tell(verdict)
    raise SystemExit(EXIT[verdict.outcome.value])


def _database_answers() -> bool:
    """Tell whether the administrator's list of roots can be read, without waiting for long."""
    import psycopg  # noqa: PLC0415 - the help must not wait for it

    url = os.environ.get("DATABASE_URL") or embedded.address()
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _tell(verdict: "signatures.Verdict") -> None:
    from motcua.kernel.signatures import api  # noqa: PLC0415 - after setup()

    tones = {"PASSED": "green", "FAILED": "red", "INDETERMINATE": "yellow"}
    click.secho(verdict.label, fg=tones[verdict.outcome.value], bold=True)
    click.echo(verdict.reason)
    click.echo(verdict.meaning)
    for signature in verdict.signatures:
        click.echo()
        for label, value in api.summary(signature) + api.particulars(signature):
            click.echo(f"  {label}: {value}")
