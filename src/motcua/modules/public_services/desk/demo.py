"""Saved views, a conversation and a pair of twins in the ward of the story; repeatable."""

from datetime import timedelta

from django.utils import timezone

from motcua.kernel.identity import api as identity
from motcua.modules.public_services.dossiers import api as dossiers

from .models import Comment
from .queries import list_views
from .use_cases import save_view, write_comment

VIEWS = {
    "justice1": (
        ("Hộ tịch quá hạn", "in=mine&field=H%E1%BB%99+t%E1%BB%8Bch&due=late", False),
        ("Đang chờ người nộp", "in=mine&due=paused", False),
    ),
    "reception1": (("Cả phường, đến hạn hôm nay", "in=all&due=today", True),),
}
TALK = (
    ("justice1", "Đã gọi lại cho người nộp, hẹn chiều nay bổ sung bản chụp rõ hơn. @{leader}"),
    ("leader1", "Đã nắm. Khi đủ giấy tờ thì trình ngay trong ngày."),
)


def load() -> None:
    """Give the people of the story their views, and let two of them talk about a dossier."""
    at = timezone.now()
    accounts = {name: identity.find_account(name) for name in ("justice1", "reception1", "leader1")}
    actors = {
        name: identity.actor_for(account.id, at)
        for name, account in accounts.items()
        if account is not None
    }
    for username, views in VIEWS.items():
        actor = actors.get(username)
        if actor is None or list_views(actor=actor):
            continue
        unit_id = next(iter(sorted(actor.unit_ids)), None)
        for name, query, is_shared in views:
            save_view(
                actor=actor,
                name=name,
                query=query,
                unit_id=unit_id if is_shared else None,
                at=at,
            )
    officer, leader = actors.get("justice1"), actors.get("leader1")
    if officer is None or leader is None or Comment.objects.exists():
        return
    code = dossiers.most_urgent(actor=officer, at=at)
    for nth, (username, body) in enumerate(TALK):
        if code:
            write_comment(
                actor=actors[username],
                code=code,
                body=body.format(leader=leader.name),
                at=at - timedelta(hours=2 - nth),
            )
