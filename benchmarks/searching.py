"""Search in a large register: what a question takes, beside the bare statement and a LIKE scan.

    python -m benchmarks.searching [--documents 1000000] [--questions 60] [--keep]

Works in a database of its own on the embedded server, which is dropped at the end. The documents
are made up (``benchmarks/letters.py``): 180 words and a title of twelve, numbers as the registers
give them, over twelve years, of 20 authorities and 400 departments. They are written by COPY with
the vectors that the product makes; the index is built afterwards, as PostgreSQL advises. Questions
are asked by four kinds of reader, one connection, one after the other, through ``search.find`` with
rights, excerpts and everything.
"""

import argparse
import contextlib
import itertools
import json
import multiprocessing
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.letters import AUTHORITIES, TODAY, WORDS, chain, document, unit
from motcua.project import embedded

NAME = "bench_searching"
COLUMNS = [
    "kind",
    "key",
    "title",
    "keywords",
    "text",
    "weight",
    "folded",
    "vector",
    "scopes",
    "facets",
    "dated",
]


def _url() -> str:
    return embedded.address().replace("/app?", f"/{NAME}?")


def _on_server(*statements: str) -> None:
    server = embedded.address().replace("/app?", "/postgres?")
    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _begin() -> None:
    """Let Django begin in this process, in the benchmark's database."""
    import django  # noqa: PLC0415 - each process begins on its own

    os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.project.settings"
    os.environ["DATABASE_URL"] = _url()
    django.setup()


def _fill(first: int, last: int) -> None:
    """Write documents by COPY, with the words of the index that the product makes."""
    _begin()
    from motcua.kernel.search.use_cases import _row  # noqa: PLC0415 - as the product indexes them
    from motcua.modules.office.outgoing import api as outgoing  # noqa: PLC0415

    following = chain()
    copy = f"copy search_searchdocument ({', '.join(COLUMNS)}) from stdin"
    with psycopg.connect(_url()) as connection, connection.cursor().copy(copy) as out:
        for number in range(first, last):
            row = _row(outgoing.FOUND_AS, document(following, number), restricted=True)
            values = [getattr(row, name) for name in COLUMNS]
            values[COLUMNS.index("keywords")] = json.dumps(row.keywords)
            out.write_row(values)


def _load(documents: int, processes: int) -> None:
    spawn = multiprocessing.get_context("spawn")
    indexes = ("search_document_words", "search_document_folded")
    with psycopg.connect(_url(), autocommit=True) as connection:
        built = [
            connection.execute("select pg_get_indexdef(%s::regclass)", [name]).fetchone()
            for name in indexes
        ]
        connection.execute(f"drop index {', '.join(indexes)}")
        begun = time.perf_counter()
        cuts = [documents * n // processes for n in range(processes + 1)]
        parts = [spawn.Process(target=_fill, args=pair) for pair in itertools.pairwise(cuts)]
        for part in parts:
            part.start()
        for part in parts:
            part.join()
        loaded = time.perf_counter()
        connection.execute("set maintenance_work_mem = '1GB'")
        for row in built:
            connection.execute(str(row[0]) if row else "")
        connection.execute("vacuum analyze search_searchdocument")
        done = time.perf_counter()
        found = connection.execute(
            "select count(*), pg_total_relation_size('search_searchdocument'),"
            " pg_relation_size('search_document_words') from search_searchdocument"
        ).fetchone()
    count, size, index = found or (0, 0, 0)
    print(
        f"{count:,} documents: made and written in {loaded - begun:.0f} s by {processes} processes,"
    )
    print(f"indexed in {done - loaded:.0f} s; {size >> 20:,} MiB, of it the index {index >> 20:,}")


# ------------------------------------------------------------------------------------ questions
def readers() -> dict[str, Any]:
    """Return four kinds of reader: who find all, a twentieth, a four hundredth, a hundredth."""
    from motcua.foundation import actors  # noqa: PLC0415 - Django must be up
    from motcua.modules.office.outgoing import api as outgoing  # noqa: PLC0415

    def official(**values: Any) -> Any:
        return actors.Actor(kind=actors.ActorKind.OFFICIAL, **values)

    everywhere = frozenset(unit(1, n) for n in range(AUTHORITIES))
    return {
        "of the city": official(rights={outgoing.VIEW_AUTHORITY.code: everywhere}),
        "of an authority": official(rights={outgoing.VIEW_AUTHORITY.code: frozenset({unit(1, 7)})}),
        "of a department": official(rights={outgoing.VIEW.code: frozenset({unit(2, 27)})}),
        "of a ward": official(unit_ids=frozenset({unit(3, 99)})),
    }


def questions(documents: int, each: int) -> Iterator[tuple[str, str, dict[str, tuple[str, ...]]]]:
    """Yield questions: their kind, text and facets; each is answered by some document."""
    following, chance = chain(), random.Random(7)  # noqa: S311 - as above
    from motcua.foundation.text import fold  # noqa: PLC0415 - Django must be up

    for _n in range(each):
        one = document(following, chance.randrange(documents))
        words, title = one.text.split(), one.title.split()
        at = chance.randrange(20, 60)
        year = {"year": one.facets["year"], "type": one.facets["type"]}
        yield "two words", fold(" ".join(words[at : at + 2])), {}
        yield "title", " ".join(title[2:7]), {}
        yield "phrase in quotes", f'"{" ".join(words[at : at + 4])}"', {}
        yield "name", fold(" ".join(words[WORDS // 2 + 1 : WORDS // 2 + 4])), {}
        yield "number and symbol", one.keywords[0], {}
        yield "words far apart", fold(" ".join(words[k] for k in (5, 50, 150))), {}
        yield "year and kind", fold(" ".join(words[at : at + 2])), year
        yield "no words, a unit", "", {"unit": one.facets["unit"][:1]}


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    found = act()
    return (time.perf_counter() - begun) * 1000, found


class Worked:
    """The processor time of this process and of its server's: true on a busy machine, too."""

    def __init__(self) -> None:
        from django.db import connection  # noqa: PLC0415 - Django must be up

        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            (pid,) = cursor.fetchone()
        self._stat = Path(f"/proc/{pid}/stat")
        self._begun = self._read()

    def _read(self) -> tuple[float, float]:
        if not self._stat.exists():
            return time.process_time(), 0.0
        parts = self._stat.read_text().rpartition(")")[2].split()
        server = (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
        return time.process_time(), server

    def each(self, count: int) -> str:
        """Return the milliseconds for each of so many questions."""
        spent = [after - before for before, after in zip(self._begun, self._read(), strict=True)]
        return ", ".join(
            f"{where} {1000 * seconds / count:.1f}"
            for where, seconds in zip(("client", "server"), spent, strict=True)
        )


def _line(name: str, spent: Sequence[float]) -> str:
    cuts = statistics.quantiles(spent, n=20) if len(spent) > 1 else [spent[0]] * 19
    return (
        f"{name:<34} {len(spent):>5} {statistics.median(spent):>9.1f} {cuts[18]:>9.1f}"
        f" {max(spent):>9.1f}"
    )


def _ask(documents: int, each: int) -> None:
    from motcua.kernel.search import api as search  # noqa: PLC0415 - Django must be up
    from motcua.kernel.search.models import SearchDocument  # noqa: PLC0415
    from motcua.kernel.search.use_cases import count_pairs  # noqa: PLC0415
    from motcua.modules.office.outgoing import api as outgoing  # noqa: PLC0415

    spent, _n = _timed(count_pairs)
    print(f"common pairs counted in {spent / 1000:.1f} s")
    kinds, people = [outgoing.FOUND_AS], readers()
    by_kind: dict[str, list[float]] = {}
    by_reader: dict[str, list[float]] = {}
    hits, worked = 0, Worked()
    for n, (kind, text, facets) in enumerate(questions(documents, each)):
        who = list(people)[n // 8 % len(people)]
        asked = search.Question(text=text, facets=facets)
        look = partial(search.find, asked, kinds=kinds, actor=people[who], on=TODAY)
        took, answer = _timed(look)
        by_kind.setdefault(kind, []).append(took)
        by_reader.setdefault(f"reader {who}", []).append(took)
        hits += len(answer.hits)
    every = [took for group in by_kind.values() for took in group]
    print(f"\n{'milliseconds':<34} {'asked':>5} {'p50':>9} {'p95':>9} {'slowest':>9}")
    for name, group in (*by_kind.items(), *by_reader.items(), ("all questions", every)):
        print(_line(name, group))
    print(f"processor milliseconds a question: {worked.each(len(every))}")
    print(f"{len(every) / (sum(every) / 1000):.0f} questions a second; {hits} hits shown")
    city = people["of the city"]
    keys = SearchDocument.objects.filter(id__lte=documents).values_list("key", flat=True)
    worked = Worked()
    more_like = partial(search.more_like, kind=kinds[0], kinds=kinds, actor=city, on=TODAY)
    alike = [_timed(partial(more_like, key=key))[0] for key in keys[:each]]
    print(_line("more like this", alike))
    print(f"processor milliseconds for each: {worked.each(len(alike))}")


_RAW = """
select key from search_searchdocument where vector @@ %(query)s::tsquery
order by ts_rank(vector, %(query)s::tsquery) desc limit 20
"""
_FIRST = "select key from search_searchdocument where vector @@ %(query)s::tsquery limit 20"
_LIKE = "select key from search_searchdocument where text like %(like)s limit 20"


def _yardsticks(documents: int, each: int) -> None:
    """Ask the bare statements, without rights, on the same vectors and texts."""
    spent: dict[str, list[float]] = {}
    with psycopg.connect(_url(), autocommit=True) as connection:
        connection.execute("set statement_timeout = '20s'")
        for n, (kind, text, _facets) in enumerate(questions(documents, each)):
            words = text.replace('"', " ").split()
            if kind not in {"two words", "name", "words far apart"}:
                continue
            from motcua.kernel.search.api import words_of  # noqa: PLC0415 - Django must be up

            values = {
                "query": " & ".join(f"'{word}'" for word in words_of(" ".join(words))),
                "like": f"%{' '.join(words)}%",
            }
            statements = {"raw select, ranked": _RAW, "raw select, the first 20": _FIRST}
            if n < 8 * 3:
                statements["LIKE scan"] = _LIKE
            for name, statement in statements.items():
                spent.setdefault(name, []).append(_bare(connection, statement, values))
    for name, group in spent.items():
        print(_line(name, group))


def _bare(connection: psycopg.Connection[Any], statement: Any, values: dict[str, str]) -> float:
    def run() -> None:
        with contextlib.suppress(psycopg.errors.QueryCanceled):  # it took all of its seconds
            connection.execute(statement, values).fetchall()

    return _timed(run)[0]


def main() -> None:
    """Fill, ask, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=60, help="of each kind")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", action="store_true", help="leave the database there")
    parser.add_argument("--again", action="store_true", help="ask what --keep left")
    asked = parser.parse_args()
    embedded.ensure_running()
    try:
        if not asked.again:
            _on_server(f"drop database if exists {NAME} with (force)", f"create database {NAME}")
        _begin()
        if not asked.again:
            from django.core.management import call_command  # noqa: PLC0415 - Django must be up

            call_command("migrate", verbosity=0)
            _load(asked.documents, asked.processes)
        _ask(asked.documents, asked.questions)
        _yardsticks(asked.documents, min(asked.questions, 10))
    finally:
        if not (asked.keep or asked.again):
            from django.db import connection  # noqa: PLC0415 - Django must be up

            connection.close()
            _on_server(f"drop database if exists {NAME} with (force)")


if __name__ == "__main__":
    main()
