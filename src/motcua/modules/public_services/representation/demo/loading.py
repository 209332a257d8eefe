"""The demo city: a marriage under way, an open invitation, a mandate."""

from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.forms import api as forms
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.procedures import api as procedures

from .. import queries, rules, use_cases
from ..models import Invitation, Mandate
from ..types import Reach, Scope
from .people import MOTHERS_NAME, MOTHERS_NUMBER, id_of, load_people

MARRIAGE, COPIES = "1.000894", "2.000815"
WARD = "H24.12.28"


def load() -> None:
    """Load the couples and the mandate; a second time changes nothing."""
    at = timezone.now()
    people = load_people(at)
    on = local_date(at)
    unit = next((each for each in organisation.list_units(on) if each.code == WARD), None)
    if unit is None or procedures.find_version(MARRIAGE, on) is None:
        return
    if not Invitation.objects.exists():
        with transaction.atomic():
            _send_together(people["wife"], people["husband"], unit.id, at)
            draft_id = _begin(people["bride"], unit.id, at)
            use_cases.invite(actor=people["bride"], draft_id=draft_id, part="ben_nam", at=at)
    if not Mandate.objects.exists() and procedures.find_version(COPIES, on) is not None:
        reach = Reach(scope=Scope.PROCEDURE, code=COPIES, valid_from=on)
        use_cases.give_mandate(
            actor=people["grandmother"],
            representative_number=MOTHERS_NUMBER,
            representative_name=MOTHERS_NAME,
            reach=reach,
            at=at,
        )


def _complete(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part with what the administration does not know."""
    return {**part, "ket_hon_lan_thu": 1, "tinh_trang_hon_nhan": "Chưa kết hôn"}


def _begin(actor: Actor, unit_id: UUID, at: datetime) -> UUID:
    """Begin the declaration of a marriage, all filled in but the other's part."""
    form = forms.form_for_procedure(MARRIAGE, local_date(at))
    known = forms.prefill(form, identity.vneid_prefill(id_of(actor)), local_date(at))
    data = {**known, "ben_nu": _complete(known.get("ben_nu", {})), "cam_doan": True}
    draft = dossiers.begin_draft(
        actor=actor, procedure_code=MARRIAGE, unit_id=unit_id, data=data, at=at
    )
    for key, name in dossiers.papers_to_add(procedure_code=MARRIAGE, on=local_date(at)):
        dossiers.add_draft_paper(
            actor=actor,
            draft_id=draft.id,
            component_key=key,
            name=name,
            file_id=_photograph(actor, at),
            at=at,
        )
    return draft.id


def _photograph(actor: Actor, at: datetime) -> UUID:
    """Store a photograph of a paper."""
    picture = Image.new("RGB", (700, 990), "#f4efe4")
    draw = ImageDraw.Draw(picture)
    for line in range(24):
        draw.line((70, 90 + 34 * line, 630 - 29 * (line % 4), 90 + 34 * line), fill="#444", width=3)
    kept = BytesIO()
    picture.save(kept, "JPEG")
    return documents.store(content=kept.getvalue(), filename="giay-to.jpg", actor=actor, at=at).id


def _send_together(wife: Actor, husband: Actor, unit_id: UUID, at: datetime) -> None:
    """Let both declare, confirm and send."""
    draft_id = _begin(wife, unit_id, at)
    invited = use_cases.invite(actor=wife, draft_id=draft_id, part="ben_nam", at=at)
    part_id = use_cases.take_invitation(actor=husband, token=invited.token, at=at)
    part = queries.get_part(actor=husband, invitation_id=part_id)
    use_cases.save_part(actor=husband, invitation_id=part_id, data=_complete(part.data), at=at)
    shown = rules.digest_of(queries.agreement_of(part))
    use_cases.confirm_part(actor=husband, invitation_id=part_id, shown=shown, at=at)
    dossiers.submit(actor=wife, draft_id=draft_id, at=at)
