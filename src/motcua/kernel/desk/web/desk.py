"""The one screen: what waits for one's hand, what is late, what falls due; also on one sheet."""

from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import local
from motcua.kernel.documents import api as documents
from motcua.ui import words

from .. import queries, rules
from ..types import Lane, Row
from . import shown

SHEET = Path(__file__).resolve().parents[1] / "data" / "papers" / "viec-hom-nay-v1.typ"
LINES = 25  # so many rows, two lines each, stand on one sheet with all five heads
TITLE, ABOUT = 72, 88  # letters of a line


@access.official
def desk(request: Request) -> HttpResponse:
    """Show all that lies on the reader's desk, lane by lane, to be done from the top."""
    lanes = shown.lanes(queries.open_desk(actor=request.actor, at=request.at))
    first = next(
        (
            each["href"]
            for lane in lanes
            if lane["is_mine"]
            for part in lane["parts"]
            for each in part["rows"]
        ),
        "",
    )
    return render(request, "own_desk/desk.html", {"lanes": lanes, "first": first})


@access.official
def sheet(request: Request) -> HttpResponse:
    """Give what awaits the reader today as one sheet of paper."""
    parts = queries.open_desk(actor=request.actor, at=request.at)
    amounts = {
        lane.value: sum(len(part.items) for part in parts if part.source.lane is lane)
        for lane in Lane
    }
    room = rules.share(amounts, LINES)
    values = {
        "title": f"Việc chờ xử lý, {words.weekday(local(request.at))} {words.as_date(request.at)}",
        "author": request.actor.name or "Một Cửa",
        "at": request.at,
        "who": request.actor.name,
        "posts": "; ".join(post.title for post in request.posts),
        "lanes": [_lane(lane, parts, room[lane.value]) for lane in Lane if amounts[lane.value]],
        "verify": None,
    }
    drawn = documents.render_paper(SHEET, values)
    return documents.serve_drawn(drawn, documents.MediaType.PDF, "viec-hom-nay.pdf")


def _lane(lane: Lane, parts: list[queries.Part], room: int) -> dict[str, Any]:
    mine = [part for part in parts if part.source.lane is lane]
    rows = [item.row for part in mine for item in part.items][:room]
    count = min(queries.COUNTED, sum(part.count - part.above for part in mine))
    return {
        "title": str(lane.label),
        "count": shown.counted(count),
        "more": shown.counted(count - len(rows)) if count > len(rows) else "",
        "rows": [_line(row) for row in rows],
    }


def _line(row: Row) -> dict[str, str]:
    due = f"{words.as_time(row.due_at)} {words.as_date(row.due_at)}" if row.due_at else ""
    about = (row.code, row.who, row.urgent)
    return {
        "title": _short(row.title, TITLE),
        "about": _short(" · ".join(filter(None, about)), ABOUT),
        "due": due,
    }


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
