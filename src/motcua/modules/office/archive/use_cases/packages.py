"""Packages: made when an archive takes a file over, checked, mended, removed."""

import os
import shutil
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.ids import uuid7
from motcua.foundation.time import local
from motcua.kernel.documents import api as documents

from .. import permissions, queries, rules
from ..errors import FileNotFound, PackageBroken
from ..events import FixityBroken, PackageMade, PackageMended
from ..models import File, Package, PackageFile, Record
from ..types import ARCHIVED, Broken, Checked


@transaction.atomic
def make_package(*, actor: Actor, file_id: UUID, at: datetime) -> UUID | None:
    """Pack the electronic documents of an archived file, byte for byte, with their hashes.

    Called again it returns the package that is there. A file of paper alone has none.

    Raises:
        FileMissing: A document is not on the disk, or is not what was stored.

    Publishes:
        PackageMade

    Law:
        TT 05/2025
    """
    file = (
        File.objects.select_for_update(of=("self",))
        .select_related("unit", "keeper_unit")
        .get(id=file_id)
    )
    there = Package.objects.filter(file=file).first()
    if there is not None or file.state not in ARCHIVED:
        return there.id if there else None
    payload = queries.payload(file)
    if len(payload) == 1:  # the facts alone
        return None
    bag = rules.bag_files(payload, queries.bag_info(file, made=f"{local(at):%Y-%m-%d}"))
    folder = queries.folder_of(file)
    _write(queries.package_path(folder), bag)
    manifest = next(each for each in bag if each.path == rules.manifest_name())
    package = Package.objects.create(
        file=file,
        folder=folder,
        made_at=at,
        manifest_sha256=manifest.sha256,
        octets=sum(len(each.content) for each in bag),
        checked_at=at,
    )
    PackageFile.objects.bulk_create(
        PackageFile(package=package, path=each.path, sha256=each.sha256, size=len(each.content))
        for each in bag
    )
    made = PackageMade(
        file_id=file.id,
        package_id=package.id,
        manifest_sha256=manifest.sha256,
        files=len(payload) - 1,
    )
    house.publish(made, by=actor, at=at, unit_id=file.unit_id)
    return package.id


def _write(target: Path, bag: tuple[rules.Packed, ...]) -> None:
    """Put a package on the disk: all of it or nothing, also when the machine stops halfway."""
    half = target.with_name(f".{target.name}.{uuid7().hex}")
    for each in bag:
        path = half / each.path
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        with path.open("xb") as stream:
            stream.write(each.content)
            stream.flush()
            os.fsync(stream.fileno())
        path.chmod(0o440)
    if target.exists():  # of an attempt that was undone
        shutil.rmtree(target)
    half.rename(target)


@transaction.atomic
def check_package(*, actor: Actor, package_id: UUID, at: datetime) -> Checked:
    """Read every file of a package and compare it with its hash; name what is damaged.

    Damage that is known already is told once.

    Publishes:
        FixityBroken, once for each file that was sound before

    Law:
        TT 05/2025
    """
    package = (
        Package.objects.select_for_update(of=("self",)).select_related("file").get(id=package_id)
    )
    broken = {each.path: each for each in queries.broken_in(package)}
    files = list(package.files.all())
    for each in files:
        found = broken.get(each.path)
        if found is not None and each.broken_at is None:
            each.broken_at = at
            house.publish(_told(package, found), by=actor, at=at, unit_id=package.file.unit_id)
        each.found_sha256 = found.found if found else ""
        each.broken_at = each.broken_at if found else None
    PackageFile.objects.bulk_update(files, ["broken_at", "found_sha256"])
    package.checked_at, package.is_sound = at, not broken
    package.save(update_fields=["checked_at", "is_sound"])
    return Checked(
        package_id=package.id,
        files=len(files),
        octets=sum(each.size for each in files),
        broken=tuple(broken.values()),
        at=at,
    )


def _told(package: Package, broken: Broken) -> FixityBroken:
    return FixityBroken(
        file_id=package.file_id,
        package_id=package.id,
        unit_id=package.file.unit_id,
        path=broken.path,
        expected=broken.expected,
        found=broken.found,
    )


@transaction.atomic
def mend_package(*, actor: Actor, package_id: UUID, at: datetime) -> Checked:
    """Replace the damaged documents of a package by the originals, where these are sound.

    Raises:
        FileNotFound: There is no such package.
        NotPermitted: The actor does not keep the archive.
        PackageBroken: The original is damaged too, or it is no document but a list.

    Publishes:
        PackageMended, once for each
    """
    package = (
        Package.objects.select_for_update(of=("self",)).select_related("file").filter(id=package_id)
    )
    found = package.first()
    if found is None:
        raise FileNotFound
    permissions.KEEP.require(actor, unit_id=found.file.unit_id)
    for broken in queries.broken_in(found):
        path = queries.package_path(found.folder) / broken.path
        content = _original(broken)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.{uuid7().hex}")
        new.write_bytes(content)
        new.chmod(0o440)
        new.replace(path)
        mended = PackageMended(file_id=found.file_id, package_id=found.id, path=broken.path)
        house.publish(mended, by=actor, at=at, unit_id=found.file.unit_id)
    return check_package(actor=actor, package_id=found.id, at=at)


def _original(broken: Broken) -> bytes:
    record = Record.objects.filter(sha256=broken.expected, destroyed_at=None).first()
    if record is None or record.stored_file_id is None:
        raise PackageBroken(path=broken.path)
    try:
        return documents.read(record.stored_file_id)
    except documents.FileMissing as error:
        raise PackageBroken(path=broken.path) from error


@transaction.atomic
def remove_package(*, actor: Actor, file_id: UUID, at: datetime) -> None:  # noqa: ARG001 - as every use case
    """Take the package of a destroyed file off the disk; its hashes stay on record."""
    package = Package.objects.select_for_update().filter(file_id=file_id).first()
    if package is None:
        return
    path = queries.package_path(package.folder)
    if path.exists():
        shutil.rmtree(path)
    if package.removed_at is None:
        package.removed_at = at
        package.save(update_fields=["removed_at"])
