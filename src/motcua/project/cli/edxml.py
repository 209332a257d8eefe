"""Exchange packets by hand: read one as JSON, or write one from it."""

import base64
import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from motcua.kernel.exchange import api as exchange

WRONG = 1


@click.group()
def edxml() -> None:
    """Read and write exchange packets (edXML, QCVN 102:2016 and amendment 1:2022)."""


def _begin() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
    import django  # noqa: PLC0415 - the help must not wait for Django

    django.setup()  # the database is not needed and not started
    from django.conf import settings  # noqa: PLC0415 - after setup()
    from django.utils import translation  # noqa: PLC0415 - after setup()

    translation.activate(settings.LANGUAGE_CODE)


def _codec(dialect: str) -> "exchange.Codec":
    from motcua.foundation import modules  # noqa: PLC0415 - after setup()
    from motcua.kernel.exchange import api as exchange  # noqa: PLC0415 - after setup()

    found: exchange.Codec = next(
        each for each in modules.provided(exchange.Codec) if each.code == dialect
    )
    return found


@edxml.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--files",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the attached files.",
)
@click.option("--strict", is_flag=True, help="What is forgiven otherwise is wrong, too.")
def read(file: Path, *, files: Path | None, strict: bool) -> None:
    """Print a packet as JSON, or say which element is wrong (exit status 1)."""
    _begin()
    from motcua.kernel.exchange import api as exchange  # noqa: PLC0415 - after setup()

    try:
        reading = _codec("edxml-2022").read(file.read_bytes())
    except exchange.PacketUnreadable as error:
        _complain(error.remarks)
        raise SystemExit(WRONG) from error
    if strict and reading.remarks:
        _complain(reading.remarks)
        raise SystemExit(WRONG)
    click.echo(json.dumps(_to_json(reading, files), ensure_ascii=False, indent=2))


def _complain(remarks: "tuple[exchange.Remark, ...]") -> None:
    from motcua.kernel.exchange import api as exchange  # noqa: PLC0415 - after setup()

    for each in remarks:
        click.echo(exchange.in_words(each), err=True)


def _to_json(reading: "exchange.Reading", files: Path | None) -> dict[str, Any]:
    from motcua.kernel.exchange import api as exchange  # noqa: PLC0415 - after setup()

    message = reading.message
    is_packet = isinstance(message, exchange.Packet)
    data = exchange.to_json(message)
    attached = message.attachments if isinstance(message, exchange.Packet) else ()
    for number, (each, line) in enumerate(zip(attached, data.get("attachments", ()), strict=True)):
        line["size"] = len(each.content)
        line["sha256"] = hashlib.sha256(each.content).hexdigest()
        if files is not None:
            files.mkdir(parents=True, exist_ok=True)
            target = files / f"{number + 1:02}-{each.filename}"
            target.write_bytes(each.content)
            line["file"] = str(target)
    return {
        "type": "packet" if is_packet else "status",
        "dialect": reading.dialect,
        "signature": reading.signature.value,
        "signed_by": reading.signed_by,
        "remarks": [exchange.to_json(each) for each in reading.remarks],
        "message": data,
    }


@edxml.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--dialect", type=click.Choice(["edxml-2022", "edxml-2016"]), help="Default: as the JSON says."
)
def write(file: Path, *, output: Path | None, dialect: str | None) -> None:
    """Write a packet from JSON as `read` prints it.

    Each attachment names its `file` (relative to the JSON) or has `content` in Base64.
    """
    _begin()
    from motcua.kernel.exchange import api as exchange  # noqa: PLC0415 - after setup()

    try:
        data = json.loads(file.read_text())
        message = _from_json(data, file.parent)
        codec = _codec(dialect or data.get("dialect") or "edxml-2022")
        content = codec.write(message)
    except exchange.PacketIncomplete as error:
        for fault in error.faults:
            click.echo(f"{fault.path}: {fault.message}", err=True)
        raise SystemExit(WRONG) from error
    except (ValueError, OSError, StopIteration) as error:
        click.echo(f"{file.name}{error}" if str(error)[:1] == "." else str(error), err=True)
        raise SystemExit(WRONG) from error
    if output is None:
        click.echo(content.decode())
    else:
        output.write_bytes(content)


def _from_json(data: Any, folder: Path) -> "exchange.Packet | exchange.StatusReport":
    from motcua.kernel.exchange import api as exchange  # noqa: PLC0415 - after setup()

    if not isinstance(data, dict) or not isinstance(data.get("message"), dict):
        raise ValueError(".message: is missing")  # noqa: TRY004 - one kind of fault for all data
    if data.get("type") == "status":
        return exchange.from_json(exchange.StatusReport, data["message"])
    packet = exchange.from_json(exchange.Packet, data["message"])
    lines = data["message"].get("attachments", [])
    attachments = tuple(
        replace(each, content=_content(line, folder))
        for each, line in zip(packet.attachments, lines, strict=True)
    )
    return replace(packet, attachments=attachments)


def _content(line: dict[str, Any], folder: Path) -> bytes:
    if "content" in line:
        return base64.b64decode(str(line["content"]), validate=True)
    if "file" not in line:
        raise ValueError(".message.attachments: an attachment names its file")
    return (folder / str(line["file"])).read_bytes()
