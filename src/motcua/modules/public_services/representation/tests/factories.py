"""Couples, drafts of marriages and mandates, made through use cases."""
# The factories hand their neighbours on.
# mypy: disable-error-code="attr-defined"

from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.kernel.forms import api as forms
from motcua.kernel.forms.tests import factories as form_factories
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.modules.public_services.dossiers import api as dossier_door
from motcua.modules.public_services.dossiers.tests import factories as office
from motcua.modules.public_services.dossiers.tests.factories import use_cases as dossiers
from motcua.modules.public_services.procedures.tests import factories as catalogue
from motcua.modules.public_services.representation import queries, rules, use_cases
from motcua.modules.public_services.representation.models import Invitation
from motcua.modules.public_services.representation.types import Reach, Scope

MARRIAGE = "1.000894"
AT, LATER = office.AT, office.LATER
SHARED = {"dien_thoai": "0912345678", "cam_doan": True}


def make_actor(full_name: str, gender: str, **values: Any) -> Actor:
    """Return somebody who signed in with the national identity."""
    if gender == "MALE":
        values.setdefault("personal_number", f"0310950{next(people._NUMBERS):05}")
    account = people.make_citizen(full_name, gender=gender, **values)
    return identity.actor_for(account.id, AT)


def make_couple() -> tuple[Actor, Actor]:
    """Return a bride and a groom."""
    bride = make_actor("Phạm Thị Ngọc Ánh", "FEMALE")
    groom = make_actor("Trần Văn Nam", "MALE", birth_date=date(1995, 1, 2))
    return bride, groom


def make_marriage_office() -> office.Office:
    """Make an authority that registers marriages."""
    schema = form_factories.schema_of("ket-hon")
    forms.load_forms(actor=office.SYSTEM, schemas=[schema], at=AT)
    catalogue.import_shipped(MARRIAGE)
    dossiers.publish_processes(actor=office.SYSTEM, at=AT)
    return office.make_office()


def begin_marriage(unit: office.Office, bride: Actor, *, at: datetime = AT) -> UUID:
    """Begin the declaration of a marriage as the bride, with her own part filled in."""
    answers = form_factories.answers("ket-hon")
    draft = dossiers.begin_draft(
        actor=bride,
        procedure_code=MARRIAGE,
        unit_id=unit.unit.id,
        data={"ben_nu": answers["ben_nu"], **SHARED},
        at=at,
    )
    add_papers(bride, draft.id)
    return draft.id


def add_papers(actor: Actor, draft_id: UUID) -> None:
    """Add every paper that has to be added."""
    for key, name in dossier_door.papers_to_add(procedure_code=MARRIAGE, on=AT.date()):
        dossiers.add_draft_paper(
            actor=actor,
            draft_id=draft_id,
            component_key=key,
            name=name,
            file_id=office.make_file(actor=actor),
            at=AT,
        )


def groom_answers() -> dict[str, Any]:
    """Return the groom's part, complete."""
    part: dict[str, Any] = form_factories.answers("ket-hon")["ben_nam"]
    return part


def invited(bride: Actor, draft_id: UUID, **options: Any) -> str:
    """Invite the groom; return the token."""
    invited_at = options.pop("at", AT)
    return use_cases.invite(
        actor=bride, draft_id=draft_id, part="ben_nam", at=invited_at, **options
    ).token


def row(part_id: UUID) -> Invitation:
    """Return an invitation as it stands."""
    return Invitation.objects.get(id=part_id)


def confirm(groom: Actor, part_id: UUID, *, at: datetime = AT) -> None:
    """Confirm what is on the page now."""
    shown = rules.digest_of(queries.agreement_of(row(part_id)))
    use_cases.confirm_part(actor=groom, invitation_id=part_id, shown=shown, at=at)


def confirmed(bride: Actor, groom: Actor, draft_id: UUID) -> UUID:
    """Let the groom take, fill in and confirm his part."""
    part_id = use_cases.take_invitation(actor=groom, token=invited(bride, draft_id), at=AT)
    use_cases.save_part(actor=groom, invitation_id=part_id, data=groom_answers(), at=AT)
    confirm(groom, part_id)
    return part_id


def give(principal: Actor, holder: Actor, **options: Any) -> UUID:
    """Let one person act for another in the procedure of the tests."""
    assert holder.person_id is not None
    person = identity.get_person(holder.person_id)
    reach = Reach(
        scope=options.pop("scope", Scope.PROCEDURE),
        code=options.pop("code", office.CAT),
        valid_from=options.pop("valid_from", AT.date()),
        valid_to=options.pop("valid_to", None),
    )
    return use_cases.give_mandate(
        actor=principal,
        representative_number=person.personal_number or "",
        representative_name=person.full_name,
        reach=reach,
        at=options.pop("at", AT),
    )
