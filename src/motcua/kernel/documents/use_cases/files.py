"""Taking files into the house."""

import hashlib
import os
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from motcua.foundation.actors import Actor
from motcua.foundation.events import publish

from ..errors import (
    FileEmpty,
    FileTooLarge,
    NameDiffers,
    TooManyFiles,
    VirusFound,
)
from ..events import FileStored
from ..models import StoredFile
from ..queries.files import path_of, to_info
from ..rules import content as contents
from ..rules import names
from ..types import PICTURES, FileInfo, MediaType

if TYPE_CHECKING:
    from django.core.files import File

    from ..ports import VirusScanner

MEGABYTE = 1024 * 1024


def check_count(count: int) -> None:
    """Refuse more files at once than the setting allows.

    Raises:
        TooManyFiles: There are.
    """
    if count > settings.MOST_FILES_AT_ONCE:
        raise TooManyFiles(count=count, limit=settings.MOST_FILES_AT_ONCE)


@transaction.atomic
def store(*, content: "bytes | File[bytes]", filename: str, actor: Actor, at: datetime) -> FileInfo:
    """Check a file and keep it.

    The kind is told by the content, never by the name. Pictures are drawn anew, upright and
    without place and camera; a PDF or an Office file is kept byte for byte. The content is on the
    disk before the row is: a crash in between leaves a file that nobody names, never a row
    without its file. The scanner stands on the same machine and answers in milliseconds, so that
    it is asked here rather than in a job; nothing is locked meanwhile.

    Args:
        filename: As the person calls it; its path and invisible letters are removed.

    Raises:
        FileRefused: One of its kinds: empty, too large, unknown, damaged, locked, active, infected,
            or named like another kind.
        ScannerSilent: The virus scanner is configured and does not answer.

    Publishes:
        FileStored
    """
    name = names.clean_name(filename)
    given = _read(content, filename=name)
    kind = contents.detect(given, filename=name)
    if names.differs(name, kind):
        named = names.EXTENSIONS.get(names.extension(name))
        raise NameDiffers(
            filename=name,
            named=named.label if named else names.extension(name).upper(),
            found=kind.label,
        )
    _scan(given, filename=name)
    kept = _check(given, kind, filename=name)
    row = StoredFile.objects.create(
        sha256=_write(kept),
        size=len(kept),
        media_type=kind.value,
        filename=names.fitting_name(name, kind),
        created_at=at,
        created_by=actor.account_id,
        created_by_name=actor.name,
    )
    _write(kept)  # again where another file's destruction took the same bytes meanwhile
    publish(
        FileStored(file_id=row.id, sha256=row.sha256, size=row.size, media_type=row.media_type),
        by=actor,
        at=at,
    )
    return to_info(row)


@transaction.atomic
def store_evidence(
    *, files: Sequence[tuple[str, bytes]], actor: Actor, at: datetime
) -> list[dict[str, Any]]:
    """Check and keep files that prove what somebody says, and return what a history keeps of them.

    Args:
        files: Name and content of each.

    Returns:
        file_id, filename and size of each, as JSON has it.

    Raises:
        TooManyFiles: More than the setting allows.
        FileRefused: One is not taken in; then none is.
    """
    check_count(len(files))
    stored = [store(content=content, filename=name, actor=actor, at=at) for name, content in files]
    return [
        {"file_id": str(each.id), "filename": each.filename, "size": each.size} for each in stored
    ]


def _write(content: bytes) -> str:
    """Put ``content`` on the disk under its hash and return the hash.

    What is there already is never written again. A crash leaves either nothing or all of it:
    the new file gets its name only when the disk has it.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(sha256)
    if target.exists() and target.stat().st_size == len(content):
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    half = target.with_name(f".{sha256}.{os.getpid()}.{os.urandom(4).hex()}")
    with half.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    half.chmod(0o440)
    half.rename(target)
    for folder in (target.parent, target.parent.parent, target.parent.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return sha256


def _read(content: "bytes | File[bytes]", *, filename: str) -> bytes:
    size = len(content) if isinstance(content, bytes) else content.size
    if not size:
        raise FileEmpty(filename=filename)
    limit = settings.LARGEST_FILE_MB
    if size > limit * MEGABYTE:
        raise FileTooLarge(filename=filename, size=-(-size // MEGABYTE), limit=limit)
    if isinstance(content, bytes):
        return content
    content.seek(0)
    return bytes(content.read())


def _check(content: bytes, kind: MediaType, *, filename: str) -> bytes:
    if kind in PICTURES:
        return contents.clean_picture(content, kind, filename=filename)
    if kind is MediaType.PDF:
        contents.check_pdf(content, filename=filename)
    else:
        contents.check_office(content, filename=filename)
    return content


def _scan(content: bytes, *, filename: str) -> None:
    if not settings.VIRUS_SCANNER:
        return
    scanner: VirusScanner = import_string(settings.VIRUS_SCANNER)()
    virus = scanner.find_virus(content)
    if virus is not None:
        raise VirusFound(filename=filename, virus=virus)
