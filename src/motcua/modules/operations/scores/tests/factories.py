"""Lives of dossiers told by their events alone, and the figures brought to them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import actors, modules
from motcua.foundation import events as house
from motcua.foundation.delivery import opened
from motcua.foundation.ids import uuid7
from motcua.foundation.models import EventRecord, Undelivered
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests import factories as units
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.ratings import api as ratings

CLERK = actors.system("test")
WHICHEVER = "t"  # the token of a result that is signed electronically
local = units.local
Asked = tuple[str, str | None] | tuple[str, str | None, str | None]  # asked, answered, new promise


def make_authority(
    level: str = "WARD", *, parent_id: UUID | None = None, name: str = ""
) -> organisation.UnitInfo:
    """Make an authority that decides on everything of its level."""
    unit = units.make_unit(level=organisation.Level(level), parent_id=parent_id, name=name)
    organisation.give_competence(
        actor=CLERK, unit_id=unit.id, level=unit.level, valid_from=units.SINCE, at=units.AT
    )
    return unit


def live(
    unit_id: UUID,
    *,
    procedure: str = "1.999001",
    channel: str = "ONLINE",
    level: str = "FULL",
    gives_paper: bool = True,
    files: int = 1,
    identified: bool = True,
    reused: bool = False,
    accepted: str = "2024-03-04 09:00",
    due: str = "2024-03-07 17:00",
    asked: Sequence[Asked] = (),
    finished: str | None = None,
    electronic: bool = True,
    withdrawn: str | None = None,
    stars: int = 0,
) -> UUID:
    """Let a dossier live; instants are on the clock of Việt Nam. Return its id."""
    its_id = uuid7()

    def tell(kind: type[house.Event], at: str | datetime, **said: object) -> None:
        known = {"submission_id": its_id, "dossier_code": "H", "person_id": its_id} | said
        fields = {name: value for name, value in known.items() if name in kind.__annotations__}
        instant = local(at) if isinstance(at, str) else at
        house.publish(kind(**fields), by=CLERK, at=instant, unit_id=unit_id)

    tell(
        dossiers.DossierSubmitted,
        accepted,
        procedure_code=procedure,
        channel=channel,
        online_level=level,
        gives_paper=gives_paper,
        files=files,
        identified=identified,
    )
    if reused:
        tell(dossiers.KnownPaperUsed, accepted, component="k", source="s", record="r")
    tell(dossiers.DossierAccepted, accepted, case_id=its_id, due_at=local(due), form_number="1")
    for asked_at, *answer in asked:
        tell(
            dossiers.SupplementRequested,
            asked_at,
            request_id=its_id,
            stage="IN_PROCESSING",
            items=1,
        )
        if answer and answer[0]:
            new_due = local(answer[1]) if len(answer) > 1 and answer[1] else None
            tell(dossiers.SupplementAnswered, answer[0], request_id=its_id, due_at=new_due)
    if finished:
        token = WHICHEVER if electronic else ""
        tell(dossiers.ResultSigned, finished, token=token, number="1")
        tell(dossiers.ResultIssued, finished, on_time=True)
        if stars:
            tell(ratings.ServiceRated, finished, stars=stars)
    if withdrawn:
        tell(dossiers.DossierWithdrawn, withdrawn, reason="…")
    return its_id


def hear_all() -> None:
    """Let the tales alone hear of everything that happened, and settle it."""
    for tale in modules.provided(analytics.Tale):
        codes = [each.code for each in tale.told_by]
        records = EventRecord.objects.filter(code__in=codes).order_by("stream", "stream_version")
        for record in records:
            with transaction.atomic():
                event, envelope = opened(record)
                analytics.hear(tale=tale, event=event, envelope=envelope)
    Undelivered.objects.all().delete()
    while analytics.settle():
        pass
