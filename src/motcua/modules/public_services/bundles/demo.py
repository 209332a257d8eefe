"""A bundle under way in the ward of the story: a child's birth, residence and health card."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.documents import api as documents
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.procedures import api as procedures

from .models import Bundle
from .queries import find_bundle, get_kind
from .types import PartState
from .use_cases import HOUSE, begin_bundle, complete_part

WARD = "H24.12.28"
CHILD = "Nguyễn Hoàng Bách"
DRAFT = {"personal_number": "", "verified": "Giấy chứng sinh khớp với tờ khai."}


def load() -> None:
    """Send and accept the bundle, and let the leader approve the first errand; repeatable."""
    at = timezone.now()
    names = ("me", "reception1", "justice1", "leader1")
    accounts = [identity.find_account(name) for name in names]
    ward = organisation.find_unit(WARD, on=local_date(at))
    if Bundle.objects.exists() or ward is None or None in accounts:
        return
    code = get_kind("khai-sinh").procedure_code
    if procedures.find_version(code, local_date(at)) is None:
        return
    mother, reception, specialist, leader = (
        identity.actor_for(account.id, at) for account in accounts if account is not None
    )
    if mother.person_id is None:
        return
    sent = _send(mother, code, ward.id, at - timedelta(minutes=50))
    accepted = at - timedelta(minutes=40)
    promise = dossiers.accept_dossier(actor=reception, code=sent, at=accepted)
    begin_bundle(actor=HOUSE, dossier_code=sent, due_at=promise.due_at, at=accepted)
    then = at - timedelta(minutes=20)
    dossiers.draft_result(actor=specialist, code=sent, draft=DRAFT, at=then)
    dossiers.submit_result(actor=specialist, code=sent, at=then)
    dossiers.approve_result(actor=leader, code=sent, at=at)


def play_beside(*, dossier_code: str, at: datetime) -> None:
    """Let the agencies whose turn it is finish their parts of a dossier."""
    bundle = find_bundle(dossier_code)
    for part in bundle.parts if bundle else ():
        if part.state is not PartState.OPEN or part.case_id is None:
            continue
        post_id = cases.get_case(case_id=part.case_id).post_id
        holders = organisation.post_info([post_id], at=at)[post_id].holder_ids if post_id else ()
        account = next(iter(identity.accounts_of(holders).values()), None)
        if account is not None:
            actor = identity.actor_for(account, at)
            number = f"{dossier_code[-8:]}/{part.key}"
            complete_part(actor=actor, part_id=part.id, number=number, at=at)


def _send(mother: Actor, code: str, unit_id: Any, at: datetime) -> str:
    draft = dossiers.begin_draft(
        actor=mother, procedure_code=code, unit_id=unit_id, data=_answers(mother, at), at=at
    )
    version = procedures.get_version(code, local_date(at))
    for component in version.components:
        if component.required and not component.case and not component.form_code:
            photo = documents.store(
                content=_photo(), filename="giay-chung-sinh.jpg", actor=mother, at=at
            )
            dossiers.add_draft_paper(
                actor=mother,
                draft_id=draft.id,
                component_key=component.key,
                name=component.name,
                file_id=photo.id,
                at=at,
            )
    return dossiers.submit(actor=mother, draft_id=draft.id, at=at).code


def _answers(mother: Actor, at: datetime) -> dict[str, Any]:
    assert mother.person_id is not None  # noqa: S101 - the caller has looked
    person = identity.get_person(mother.person_id)
    home = {
        "tinh": "Hải Phòng",
        "huyen": "Hồng Bàng",
        "xa": person.address.get("xa", ""),
        "chi_tiet": person.address.get("chi_tiet", ""),
    }
    number = person.personal_number or ""
    return {
        "nguoi_yeu_cau": {
            "ho_ten": person.full_name,
            "ngay_sinh": person.birth_date.isoformat() if person.birth_date else "",
            "so_dinh_danh": number,
            "giay_to": {"loai": "Thẻ căn cước công dân", "so": number},
            "noi_cu_tru": home,
            "dien_thoai": person.phone,
        },
        "quan_he": "Mẹ",
        "tre": {
            "ho_ten": CHILD,
            "ngay_sinh": (local_date(at) - timedelta(days=9)).isoformat(),
            "gioi_tinh": "Nam",
            "dan_toc": "Kinh",
            "quoc_tich": "Việt Nam",
            "noi_sinh": "Bệnh viện Phụ sản Hải Phòng",
            "que_quan": "Hải Phòng",
        },
        "thuong_tru": {
            "dang_ky": True,
            "dia_chi": home,
            "chu_ho": person.full_name,
            "quan_he_chu_ho": "Con",
        },
        "bhyt": {"noi_kham_ban_dau": "Bệnh viện Trẻ em Hải Phòng"},
        "cam_doan": True,
    }


def _photo() -> bytes:
    """Return a photograph of a paper on which one can see that it is invented."""
    picture = Image.new("RGB", (620, 877), "#f4f1ea")
    ImageDraw.Draw(picture).text((60, 60), "DEMO", fill="#8c1c13", font_size=64)
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=80)
    return kept.getvalue()
