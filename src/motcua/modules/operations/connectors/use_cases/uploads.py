"""Workbooks are read, and confirmed by name."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.plain import from_plain, to_plain
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents

from .. import permissions, queries, rules
from ..errors import NotAWorkbook, UploadFaulty, UploadNotFound
from ..events import WorkbookConfirmed, WorkbookUploaded
from ..models import Upload
from ..types import Given, Origin, Taken, UploadState, Whence
from .readings import record_readings


@transaction.atomic
def upload_workbook(*, actor: Actor, filename: str, content: bytes, at: datetime) -> UUID:
    """Read a workbook and keep it; nothing counts before somebody confirms it.

    Raises:
        NotPermitted: The actor gives no figures.
        NotAWorkbook: It is none.

    Publishes:
        WorkbookUploaded
    """
    permissions.ENTER.require(actor)
    try:
        read = queries.read_upload(content, actor=actor, on=local_date(at))
    except rules.NoWorkbook as error:
        message = str(NotAWorkbook.message)
        raise NotAWorkbook(faults=(Fault("workbook", message),)) from error
    stored = documents.store(content=content, filename=filename, actor=actor, at=at)
    upload = Upload.objects.create(
        filename=filename,
        file_id=stored.id,
        state=UploadState.FAULTY if read.faults else UploadState.WAITING,
        values=[to_plain(each) for each in read.given],
        faults=[asdict(each) for each in read.faults],
        account_id=actor.account_id,
        by_name=actor.name,
        uploaded_at=at,
    )
    told = WorkbookUploaded(
        upload_id=upload.id,
        filename=filename,
        values=len(read.given),
        faults=len(read.faults),
    )
    house.publish(told, by=actor, at=at)
    return upload.id


@transaction.atomic
def confirm_workbook(*, actor: Actor, upload_id: UUID, reason: str, at: datetime) -> Taken:
    """Answer for the values of a workbook: all of them count from now on, or none.

    Confirmed again, nothing changes.

    Raises:
        UploadNotFound: It is not the actor's.
        UploadFaulty: It has faults.
        ReadingsInvalid: Values given before would change without a reason, or rights have changed.

    Publishes:
        WorkbookConfirmed
    """
    upload = (
        Upload.objects.select_for_update()
        .filter(id=upload_id, account_id=actor.account_id, account_id__isnull=False)
        .first()
    )
    if upload is None:
        raise UploadNotFound
    if upload.state == UploadState.FAULTY:
        raise UploadFaulty
    given = [from_plain(Given, each) for each in upload.values]
    if upload.state == UploadState.CONFIRMED:
        return Taken(batch_id=upload.batch_id, unchanged=len(given))
    whence = Whence(
        key=f"workbook:{upload.id}",
        origin=Origin.WORKBOOK,
        name=upload.filename,
        reason=reason,
        file_id=upload.file_id,
    )
    taken = record_readings(actor=actor, given=given, whence=whence, at=at)
    upload.state, upload.confirmed_at, upload.batch_id = UploadState.CONFIRMED, at, taken.batch_id
    upload.save(update_fields=["state", "confirmed_at", "batch"])
    told = WorkbookConfirmed(upload_id=upload.id, batch_id=taken.batch_id, filename=upload.filename)
    house.publish(told, by=actor, at=at)
    return taken
