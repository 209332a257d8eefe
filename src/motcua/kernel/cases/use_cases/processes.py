"""Step tables, published in versions."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault

from .. import permissions, rules
from ..errors import UnsoundProcess
from ..events import ProcessPublished
from ..models import Process, ProcessVersion
from ..types import ProcessInfo, Step

_FAULTS = {
    "begins_with_reception": _("The first step must receive the dossier."),
    "has_a_signature": _("One step must be the signature."),
    "ends_with_return": _("The last step must return the result."),
    "numbered_upwards": _("Steps must be numbered upwards."),
    "takes_time": _("A step takes more than no time."),
}


@transaction.atomic
def publish_process(
    *, actor: Actor, code: str, title: str, steps: Sequence[Step], at: datetime
) -> ProcessInfo:
    """Publish a version of a step table; the same steps as the last version make no new one.

    Running cases keep the version they began with.

    Raises:
        NotPermitted: The actor does not manage processes.
        UnsoundProcess: The table cannot be followed; every fault is named.

    Publishes:
        ProcessPublished

    Law:
        ND 61/2018; ND 118/2025
    """
    permissions.MANAGE_PROCESSES.require(actor)
    if faults := rules.faults_of(steps):
        raise UnsoundProcess(
            faults=tuple(Fault(f"steps.{each.seq}", str(_FAULTS[each.reason])) for each in faults)
        )
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
