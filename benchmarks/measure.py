"""What can be measured without a server: statements of each path, use cases alone, the chain.

``python benchmarks/measure.py --seconds 3 --pool 400`` prints one JSON object.
"""

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
    django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks import scenarios
from benchmarks.cast import TOKEN, Play, call_up, material
from motcua.foundation.actors import Actor
from motcua.kernel.audit import api as audit
from motcua.kernel.cases import api as cases
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.dossiers import use_cases

TRANSACTION_WORDS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
ENOUGH_TO_WARM = 3


BROWSER = Client(enforce_csrf_checks=True)  # one, so that the middleware is put together once


def visitor(play: Play | None) -> Client:
    """Return the browser; signed in if somebody plays."""
    client = BROWSER
    client.cookies.clear()
    client.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
    if play is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = play.cookie
    return client


def ask(path: scenarios.Path, play: Play | None) -> int:
    """Make the request of a scenario in this process and return the status."""
    client = visitor(play)
    address = path.address(play.subject if play else "")
    if path.form is None:
        return client.get(address).status_code
    return client.post(address, {"csrfmiddlewaretoken": TOKEN, **path.form}).status_code


def statements(path: scenarios.Path, plays: Iterator[Play | None]) -> dict[str, Any]:
    """Count the statements of a request once everything is warm."""
    warm: set[str] = set()
    while (play := next(plays)) is not None and play.account_id not in warm:
        ask(path, play)  # the first request of somebody works out his rights
        warm.add(play.account_id)
    if play is None:
        ask(path, play)
    with CaptureQueriesContext(connection) as captured:
        status = ask(path, play)
    assert status in path.statuses, status
    said = [query["sql"] for query in captured.captured_queries]
    work = [sql for sql in said if not sql.upper().startswith(TRANSACTION_WORDS)]
    return {"statements": len(work), "transaction_words": len(said) - len(work), "sql": work}


class Spent:
    """The time that statements take, seen from Python."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], *given: Any) -> Any:
        since = time.perf_counter()
        try:
            return execute(*given)
        finally:
            self.seconds += time.perf_counter() - since


def timed(do: Callable[[Play], object], plays: Iterator[Play], seconds: float) -> dict[str, float]:
    """Do a thing again and again in this process, one at a time."""
    for _nth in range(ENOUGH_TO_WARM):
        do(next(plays))
    spans: list[float] = []
    spent, end = Spent(), time.perf_counter() + seconds
    with connection.execute_wrapper(spent):
        while time.perf_counter() < end and (play := next(plays, None)) is not None:
            since = time.perf_counter()
            do(play)
            spans.append(time.perf_counter() - since)
    spans.sort()
    return {
        "ops_s": round(len(spans) / sum(spans), 1),
        "p50_ms": round(1000 * spans[len(spans) // 2], 1),
        "p95_ms": round(1000 * spans[int(len(spans) * 0.95)], 1),
        "in_statements": round(spent.seconds / sum(spans), 2),
    }


def floors(plays: dict[str, Iterator[Play]], seconds: float) -> dict[str, dict[str, float]]:
    """Time the use cases without HTTP, sessions, gates and pages."""
    actors: dict[str, Actor] = {}

    def actor(play: Play) -> Actor:
        if play.account_id not in actors:
            actors[play.account_id] = identity.actor_for(UUID(play.account_id), timezone.now())
        return actors[play.account_id]

    acts: dict[str, Callable[[Play], object]] = {
        "submit": lambda play: use_cases.submit(
            actor=actor(play), draft_id=UUID(play.subject), at=timezone.now()
        ),
        "accept": lambda play: use_cases.accept_dossier(
            actor=actor(play), code=play.subject, at=timezone.now()
        ),
        "advance": lambda play: use_cases.submit_result(
            actor=actor(play), code=play.subject, at=timezone.now()
        ),
        "inbox": lambda play: cases.inbox(actor=actor(play), limit=50),
    }
    return {name: timed(act, plays[name], seconds) for name, act in acts.items()}


def chain() -> dict[str, Any]:
    """Verify the whole history."""
    while audit.seal_pending():
        pass
    since = time.perf_counter()
    report = audit.verify()
    span = time.perf_counter() - since
    assert report.is_sound, report.faults[:3]
    return {"rows": report.rows, "rows_s": round(report.rows / span), "seconds": round(span, 2)}


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--pool", type=int, default=400)
    parser.add_argument("--own", type=int, default=200, help="plays for measuring in this process")
    parser.add_argument("--cast", default="", help="file for who plays in the load")
    parser.add_argument("--sql", action="store_true", help="print every statement too")
    given = parser.parse_args()
    called = call_up(pool=given.pool, at=timezone.now())
    if given.cast:  # a part is played here, the rest over HTTP
        left = {
            name: found[given.own if name not in {"inbox", "flow"} else 0 :]
            for name, found in called.items()
        }
        Path(given.cast).write_text(
            json.dumps(
                {name: [asdict(one) for one in found] for name, found in left.items()}
                | {"material": material(timezone.now())}
            )
        )
    plays = {name: iter(found[: given.own]) for name, found in called.items()}
    plays["inbox"] = iter(called["inbox"][:4] * 10_000)
    counted = {}
    for name, path in scenarios.PATHS.items():
        who = plays[name] if name in plays else iter([None] * 10)
        counted[name] = statements(path, who)
        said = counted[name].pop("sql")
        if given.sql:
            print(name, *said, sep="\n   ")
    found = {
        "statements": counted,
        "floors": floors(plays, given.seconds),
        "chain": chain(),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
