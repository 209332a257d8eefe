"""Many approved documents, clerks that issue them at once, and what must hold afterwards."""

import os
import random
import signal
import time
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.kernel.identity import api as identity
from motcua.modules.office.outgoing import queries, use_cases
from motcua.modules.office.outgoing.models import Document
from motcua.modules.office.outgoing.tests import factories as make
from motcua.modules.office.outgoing.types import Medium, State

_CLONE = """
with wanted as (
    select n, gen_random_uuid() as document, gen_random_uuid() as affair
    from generate_series(1, %(documents)s) as n
), affairs as (
    insert into cases_case ({case_columns})
    select {case_values} from cases_case source, wanted where source.id = %(case)s
), papers as (
    insert into outgoing_document ({columns})
    select {values} from outgoing_document source, wanted where source.id = %(document)s
)
insert into outgoing_version ({version_columns})
select {version_values} from outgoing_version source, wanted
where source.document_id = %(document)s and source.number = %(version)s
"""

_AFFAIR = {
    "id": "affair",
    "step_id": "gen_random_uuid()",
    "subject_code": "document::text",
}


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name from information_schema.columns where table_name = %s", [table]
        )
        return [row[0] for row in cursor.fetchall()]


def _lists(table: str, changed: dict[str, str]) -> tuple[str, str]:
    names = _columns(table)
    return ", ".join(names), ", ".join(changed.get(name, f"source.{name}") for name in names)


def prepare(*, documents: int, registers: int) -> UUID:
    """Make approved documents for as many registers, and return the account of the clerk."""
    office = make.make_office()
    kinds = [kind.code for kind in queries.kinds(on=make.MORNING.date())][:registers]
    for kind in kinds:
        use_cases.open_register(
            actor=office.actor("clerk"),
            unit_id=office.unit_id,
            title=f"Sổ {kind}",
            kinds=[kind],
            valid_from=date(2024, 1, 1),
            at=make.MORNING,
        )
    document = Document.objects.get(id=make.approved(office, kind="QD"))
    kind = f"(array{kinds!r})[1 + n %% {len(kinds)}]"
    case = _lists("cases_case", _AFFAIR)
    own = _lists("outgoing_document", {"id": "document", "case_id": "affair", "kind": kind})
    version = _lists("outgoing_version", {"id": "gen_random_uuid()", "document_id": "document"})
    statement = _CLONE.format(
        case_columns=case[0],
        case_values=case[1],
        columns=own[0],
        values=own[1],
        version_columns=version[0],
        version_values=version[1],
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            {
                "documents": documents - 1,
                "case": document.case_id,
                "document": document.id,
                "version": document.version,
            },
        )
    account_id: UUID = office.accounts["clerk"].id
    return account_id


def issue_all(account_id: UUID, clerk: int, clerks: int) -> None:
    """Issue this clerk's share of what is left, one after the other."""
    actor = identity.actor_for(account_id, at=make.MORNING)
    ids = list(
        Document.objects.filter(state=State.APPROVED).order_by("id").values_list("id", flat=True)
    )
    share = [each for each in ids if each.int % clerks == clerk]
    random.Random(os.getpid()).shuffle(share)  # noqa: S311 - an order, no secret
    for document_id in share:
        use_cases.issue_document(
            actor=actor, document_id=document_id, medium=Medium.PAPER, at=make.MORNING
        )


def run(fork: Any, account_id: UUID, *, clerks: int, kill_every: float, kills: int) -> int:
    """Let clerks issue at once, kill one now and then in the middle; return how many were killed.

    Args:
        fork: Starts ``issue_all`` with these arguments in a process of its own.
        kill_every: Seconds between two kills.
    """
    chance = random.Random(4)  # noqa: S311 - whom, no secret
    workers = {n: fork(issue_all, account_id, n, clerks) for n in range(clerks)}
    killed = 0
    while any(worker.is_alive() for worker in workers.values()):
        time.sleep(kill_every)
        alive = [n for n, worker in workers.items() if worker.is_alive()]
        if killed < kills and alive:
            n = chance.choice(alive)
            os.kill(workers[n].pid, signal.SIGKILL)
            workers[n].join()
            killed += workers[n].exitcode == -signal.SIGKILL
            workers[n] = fork(issue_all, account_id, n, clerks)
    return killed


CHECKS = {
    "documents with a number": "select count(*) from outgoing_document where number is not null",
    "documents issued": "select count(*) from outgoing_document where state = 'ISSUED'",
    "numbers given, by the books": (
        "select coalesce(sum(last), 0)::bigint from numbering_book"
        " where starts_with(book, 'outgoing:')"
    ),
    "different numbers": (
        "select count(*) from (select distinct register_id, year, number from outgoing_document"
        " where number is not null) as each"
    ),
    "registers with a gap": (
        "select count(*) from (select 1 from outgoing_document where number is not null"
        " group by register_id, year having max(number) <> count(*) or min(number) <> 1) as each"
    ),
    "events of issue": "select count(*) from foundation_event where code = 'outgoing.issued'",
}
