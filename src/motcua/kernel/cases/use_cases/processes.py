"""Step tables, published in versions."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.time import TimeLimit

from .. import permissions, queries
from ..errors import UnsoundProcess
from ..events import ProcessPublished
from ..models import Process, ProcessVersion
from ..types import ProcessInfo, Step


@transaction.atomic
def publish_process(
    *,
    actor: Actor,
    code: str,
    title: str,
    steps: Sequence[Step],
    limit: TimeLimit | None = None,
    at: datetime,
) -> ProcessInfo:
    """Publish a version of a step table; the same steps as the last version make no new one.

    Running cases keep the version they began with.

    Args:
        limit: The law's limit; the longest way through the table may not take longer.

    Raises:
        NotPermitted: The actor does not manage processes.
        UnsoundProcess: The table cannot be followed; every fault is named.

    Publishes:
        ProcessPublished

    Law:
        ND 61/2018; ND 118/2025
    """
    permissions.MANAGE_PROCESSES.require(actor)
    if faults := queries.list_faults(steps, limit=limit):
        raise UnsoundProcess(faults=faults)
    process, _made = Process.objects.select_for_update().get_or_create(code=code)
    last = process.versions.order_by("-number").first()
    lines = [step.to_json() for step in steps]
    if last is not None and last.steps == lines:
        return last.to_info()
    version = ProcessVersion.objects.create(
        process=process,
        number=last.number + 1 if last else 1,
        title=title,
        steps=lines,
        published_at=at,
    )
    published = ProcessPublished(
        process_id=process.id, version_id=version.id, process_code=code, number=version.number
    )
    house.publish(published, by=actor, at=at)
    return version.to_info()
