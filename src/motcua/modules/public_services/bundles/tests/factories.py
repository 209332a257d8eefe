"""A ward, its police and its social insurance, and a bundle under way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.foundation import actors
from motcua.foundation.actors import Actor
from motcua.foundation.delivery import deliver_pending
from motcua.kernel.forms import api as forms
from motcua.kernel.forms.tests import factories as form_factories
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests import factories as units
from motcua.modules.public_services.bundles import api
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.procedures.tests import factories as catalogue

SYSTEM = actors.system("test")
BIRTH, DEATH = "2.002621", "2.002622"
JOINED_FORM = "lien-thong-khai-sinh-thuong-tru-bhyt"
AT, LATER = make.AT, make.LATER


@dataclass(frozen=True)
class World:
    """Who takes part in a bundle."""

    office: make.Office
    police: Actor
    insurance: Actor


def _agency(parent_id: Any, name: str) -> Actor:
    unit = units.make_unit(parent_id=parent_id, kind=organisation.UnitKind.PARTNER, name=name)
    account = people.make_official(full_name=f"Cán bộ {name}")
    units.make_post(unit.id, organisation.Role.PARTNER, person_id=account.person_id)
    return identity.actor_for(account.id, AT)


def make_world() -> World:
    """Make a ward below a district with police and social insurance, and the two procedures."""
    district = units.make_unit(level=organisation.Level.DISTRICT)
    police = _agency(district.id, "Công an quận")
    insurance = _agency(district.id, "Bảo hiểm xã hội quận")
    office = make.make_office(parent_id=district.id)
    records = [
        catalogue.a_record(code=code, name=name, steps=_steps(), as_of="2024-01-01")
        for code, name in ((BIRTH, "Liên thông khai sinh"), (DEATH, "Liên thông khai tử"))
    ]
    make.make_catalogue(*records)
    forms.load_forms(actor=SYSTEM, schemas=[form_factories.schema_of(JOINED_FORM)], at=AT)
    return World(office, police, insurance)


def _steps() -> list[dict[str, object]]:
    desk, ward = "Bộ phận Tiếp nhận và Trả kết quả", "Công chức Tư pháp - Hộ tịch"
    return [
        {"name": "Tiếp nhận, kiểm tra hồ sơ liên thông", "role": desk, "duration_hours": 1.5},
        {"name": "Giải quyết việc hộ tịch", "role": ward, "duration_hours": 10.0},
        {"name": "Giải quyết thủ tục cư trú", "role": "Công an cấp xã", "duration_hours": 9.5},
        {"name": "Cấp thẻ", "role": "Bảo hiểm xã hội", "duration_hours": 9.5},
        {"name": "Trả kết quả", "role": desk, "duration_hours": 1.5},
    ]


def _answers(code: str) -> dict[str, Any]:
    if code == DEATH:
        return form_factories.answers("yeu-cau-chung")
    given = form_factories.answers(JOINED_FORM)
    return {**given, "tre": {**given["tre"], "ngay_sinh": "2024-03-01"}}


def accepted(world: World, code: str = DEATH, citizen: Actor | None = None) -> str:
    """Return the code of an accepted dossier of a bundle."""
    citizen = citizen or make.make_citizen()
    draft = dossiers.begin_draft(
        actor=citizen,
        procedure_code=code,
        unit_id=world.office.unit.id,
        data=_answers(code),
        at=AT,
    )
    dossiers.add_draft_paper(
        actor=citizen,
        draft_id=draft.id,
        component_key=make.paper_key(code),
        name="Giấy tờ",
        file_id=make.make_file(actor=citizen),
        at=AT,
    )
    found = dossiers.submit(actor=citizen, draft_id=draft.id, at=AT).code
    dossiers.accept_dossier(actor=world.office.reception, code=found, at=AT)
    deliver_pending()
    return found


def signed(
    world: World, code: str = DEATH, citizen: Actor | None = None, *, at: datetime = LATER
) -> str:
    """Return the code of one whose first result is signed."""
    found = accepted(world, code, citizen)
    draft = {"verified": "Giấy chứng sinh khớp với tờ khai."} if code == BIRTH else make.LETTER
    dossiers.draft_result(actor=world.office.specialist, code=found, draft=draft, at=LATER)
    dossiers.submit_result(actor=world.office.specialist, code=found, at=LATER)
    dossiers.approve_result(actor=world.office.leader, code=found, at=LATER)
    make.sign(found, at=at)
    deliver_pending()
    return found


def bundle_of(code: str) -> api.BundleInfo:
    """Return the bundle that a dossier stands for."""
    found = api.find_bundle(code)
    assert found is not None
    return found
