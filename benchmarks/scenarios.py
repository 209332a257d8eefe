"""The hot paths as requests, for the load generator and for measuring in one process."""

import json
import os
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any
from urllib.parse import urlencode

from benchmarks.flow import Citizen, walk

BIRTH = "1.001193"
ROWS = 50
SESSION, CSRF, TOKEN = "sessionid", "csrftoken", "b" * 32
CAST = os.environ.get("MOTCUA_BENCH_CAST", "")


@dataclass(frozen=True, slots=True)
class Path:
    """A request: where, with which form, and what answers it well."""

    pattern: str
    form: dict[str, str] | None = None
    statuses: tuple[int, ...] = (200,)

    def address(self, subject: str) -> str:
        """Return the address for a draft or a dossier."""
        return self.pattern.format(subject)


DRAFT = {"submit": "1", "personal_number": "", "verified": "Giấy chứng sinh số 0123/2024 khớp."}
PATHS = {
    "submit": Path("/drafts/{}/check/", {}, (302,)),
    "accept": Path("/workspace/dossiers/{}/accept/", {}, (302,)),
    "advance": Path("/workspace/dossiers/{}/draft/", DRAFT, (302,)),
    "inbox": Path("/workspace/"),
    "page": Path(f"/procedures/{BIRTH}/"),
}


# ------------------------------------------------------------- for the load generator
def cast() -> dict[str, Any]:
    """Return who plays."""
    found: dict[str, Any] = json.loads(File(CAST).read_text()) if CAST else {}
    return found


async def setup(_connection: Any, context: dict[str, Any], scenario: str) -> None:
    """Deal out the plays of a scenario, so that no two connections do the same."""
    _seed, nth = context["worker"]
    mine = cast().get(scenario, [])[nth :: context["args"].conns]
    context["plays"] = iter(mine if scenario != "inbox" else mine * 10_000)
    context["etag"] = ""


async def _act(connection: Any, context: dict[str, Any], name: str) -> bytes:
    path, play = PATHS[name], next(context["plays"], None)
    if play is None:
        raise context["NothingLeft"]
    cookies = f"{SESSION}={play['cookie']}; {CSRF}={TOKEN}"
    connection.cookies.clear()
    body, headers = None, {"Cookie": cookies, "Accept-Encoding": "identity"}
    if path.form is not None:
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **path.form}).encode()
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    method = "GET" if body is None else "POST"
    status, _headers, answer = await connection.request(
        method, path.address(play["subject"]), body, headers
    )
    assert status in path.statuses, (status, answer[:200])
    return bytes(answer)


async def submit(connection: Any, context: dict[str, Any], _nth: int) -> None:
    """Send a complete draft from the page that shows all answers."""
    await _act(connection, context, "submit")


async def accept(connection: Any, context: dict[str, Any], _nth: int) -> None:
    """Accept a submission that waits."""
    await _act(connection, context, "accept")


async def advance(connection: Any, context: dict[str, Any], _nth: int) -> None:
    """Save the draft of a result and send it up."""
    await _act(connection, context, "advance")


async def inbox(connection: Any, context: dict[str, Any], _nth: int) -> None:
    """Open the list of what waits for me: fifty rows."""
    page = await _act(connection, context, "inbox")
    rows = page.count(b'href="/workspace/dossiers/H24')
    assert rows == ROWS, rows


async def flow(connection: Any, context: dict[str, Any], nth: int) -> None:
    """Go the whole way of a citizen; each of its requests counts."""
    play = next(context["plays"], None)
    if play is None:
        raise context["NothingLeft"]
    context["laps"] = []
    citizen = Citizen(connection, context["laps"])
    await walk(citizen, play["subject"], cast()["material"], nth)


async def page(connection: Any, _context: dict[str, Any], _nth: int) -> None:
    """Read the page of a procedure as a stranger."""
    status, _headers, answer = await connection.request("GET", PATHS["page"].pattern)
    assert status in PATHS["page"].statuses, (status, answer[:200])
    connection.cookies.clear()


async def page_again(connection: Any, context: dict[str, Any], _nth: int) -> None:
    """Read it again with the validator of the first answer: nothing is sent."""
    headers = {"If-None-Match": context["etag"]} if context["etag"] else {}
    status, answered, answer = await connection.request("GET", PATHS["page"].pattern, None, headers)
    assert status in {200, 304}, (status, answer[:200])
    context["etag"] = answered.get("etag", "")
    connection.cookies.clear()
