"""The reading room of the demo city: requests of citizens, waiting and decided."""

from datetime import timedelta

from django.utils import timezone

from motcua.foundation import actors
from motcua.kernel.identity import api as identity
from motcua.kernel.search import api as search
from motcua.modules.office.archive import api as archive

from . import permissions, queries, use_cases
from .models import ReadingRequest, RequestedDocument
from .types import Purpose

HOUSE = actors.system("demo")
_STUDY = (
    "Tôi viết luận văn thạc sĩ về cải cách hành chính cấp quận giai đoạn sau năm 2020, cần đọc văn "
    "bản chỉ đạo và báo cáo của quận."
)
_READERS = (  # the woman of the demo's story, and a researcher
    (
        ("099197000001", "Phạm Thị Thanh Hà"),
        Purpose.OWN_RIGHTS,
        "Tìm quyết định về tổ dân phố nơi gia đình tôi ở.",
    ),
    (("099092000077", "Vũ Minh Khôi"), Purpose.RESEARCH, _STUDY),
)


def load() -> None:
    """Fill the catalogue and ask for some of it; repeatable."""
    search.rebuild(queries.KIND)
    if ReadingRequest.objects.exists():
        return
    now = timezone.now()
    records = [
        item.record_id
        for found in archive.items_of(archive.archived_ids(after=None, limit=20)).values()
        for item in found
        if item.stored_file_id
    ][:4]
    for n, ((number, name), purpose, words) in enumerate(_READERS):
        if records[n:]:
            account = identity.admit_citizen(
                actor=HOUSE, personal_number=number, full_name=name, at=now
            )
            use_cases.ask_to_read(
                actor=identity.actor_for(account.id, at=now),
                record_ids=records[n : n + 2],
                purpose=purpose,
                words=words,
                at=now - timedelta(days=2 - n),
            )
    _decide_first()


def _decide_first() -> None:
    """Let the oldest request be read for a week."""
    request = ReadingRequest.objects.order_by("asked_at").first()
    if request is None:
        return
    rows = RequestedDocument.objects.filter(request=request, is_open=True)
    deciders = queries.deciders(request.unit_id, is_open=True, at=request.asked_at)
    for account_id in list(identity.accounts_of(deciders).values())[:1]:
        at = request.asked_at + timedelta(hours=3)
        actor = identity.actor_for(account_id, at=at)
        if rows and permissions.DECIDE.held_by(actor, unit_id=request.unit_id):
            use_cases.decide(
                actor=actor,
                request_id=request.id,
                granted=[row.id for row in rows],
                days=7,
                at=at,
            )
