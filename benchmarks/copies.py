"""Dossiers copied by PostgreSQL with new keys, codes, persons, holders and days.

Every row is one that the product itself could have written. A few hundred thousand dossiers are
copied whole; an archive of millions has of each the three rows that lists and acts go through (the
submission, its case, its dossier): with all papers, steps and events it would fill 100 GB.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

_PLAN = """
create temp table copy as
with source as (
    select row_number() over (order by submission.code) - 1 as nth, count(*) over () as many,
        submission.id, submission.code, submission.unit_id, submission.submitted_at,
        dossier.case_id, kase.step_id, unit.code as unit_code
    from dossiers_submission submission
    join organisation_unit unit on unit.id = submission.unit_id
    left join dossiers_dossier dossier on dossier.submission_id = submission.id
    left join cases_case kase on kase.id = dossier.case_id
    where submission.code = any(%(codes)s)
), citizen as (
    select row_number() over (order by username) - 1 as nth, account.id as account_id, person.*
    from identity_account account join identity_person person on person.id = account.person_id
    where not account.is_official
), many as (select count(*) as citizens from citizen)
select
    uuidv7(shift) as id, uuidv7(shift) as client_key, uuidv7(shift) as case_id,
    source.id as source_id, source.code as source_code, source.case_id as source_case_id,
    shift, days,
    source.unit_code || '-' || to_char(source.submitted_at + shift, 'YYMMDD') || '-'
        || (%(first)s + n) as code,
    citizen.id as person_id, citizen.full_name as person_name, citizen.account_id, n
from many cross join generate_series(%(begin)s::bigint, %(end)s - 1) n
    cross join lateral (
        -- the oldest first, so that the keys, which begin with the time, grow at one end
        select -interval '1 second' * (60 + %(seconds)s::float8 * (1 - n / %(amount)s::float8))
            as shift
    ) back
    cross join lateral (
        select interval '1 day' * trunc(extract(epoch from shift) / 86400) as days
    ) whole
    join source on source.nth = n %% source.many
    join citizen on citizen.nth = (n * 7919) %% many.citizens
"""
_STEPS = """
create temp table step_copy as
select copy.id as copy_id, step.id as source_id, uuidv7(copy.shift) as id
from copy join cases_casestep step on step.case_id = copy.source_case_id
"""
_NO_STEPS = "create temp table step_copy (copy_id uuid, source_id uuid, id uuid)"
_OWNERS = """
create temp table owner as
select row_number() over (order by unit.code, post.code) - 1 as nth,
    count(*) over (partition by unit.id) as many, post.id as post_id, unit.id as unit_id,
    row_number() over (partition by unit.id order by post.code) - 1 as in_unit
from organisation_post post join organisation_unit unit on unit.id = post.unit_id
where post.code like '%%/B%%'
"""
_POST = """(
    select post_id from owner
    where owner.unit_id = source.unit_id and in_unit = (copy.n / %(wards)s) %% many
)"""
_OF_COPY = "source.stream in ('submission:' || copy.source_id, 'case:' || copy.source_case_id)"
_STREAM = """replace(
    replace(source.stream, copy.source_id::text, copy.id::text),
    coalesce(copy.source_case_id, copy.id)::text, copy.case_id::text
)"""
# A promise ends with a working day: it moves by whole days, so that many fall on one instant.
_DUE = {name: f"source.{name} + copy.days" for name in ("due_at", "due_original_at")}
_ROWS = {  # table: (what joins a row to its copy, what is not as in the row copied)
    "dossiers_submission": (
        "source.id = copy.source_id",
        {
            "id": "copy.id",
            "client_key": "copy.client_key",
            "code": "copy.code",
            "person_id": "copy.person_id",
            "person_name": "copy.person_name",
            "account_id": "copy.account_id",
        },
    ),
    "dossiers_submittedpaper": (
        "source.submission_id = copy.source_id",
        {"id": "uuidv7(copy.shift)", "submission_id": "copy.id"},
    ),
    "cases_case": (
        "source.id = copy.source_case_id",
        {
            "id": "copy.case_id",
            "subject_code": "copy.code",
            "person_name": "copy.person_name",
            **_DUE,
            "step_id": (
                "(select id from step_copy where copy_id = copy.id and source_id = source.step_id)"
            ),
        },
    ),
    "cases_casestep": (
        "source.case_id = copy.source_case_id",
        {
            "id": "(select id from step_copy where copy_id = copy.id and source_id = source.id)",
            "case_id": "copy.case_id",
        },
    ),
    "dossiers_dossier": (
        "source.submission_id = copy.source_id",
        {"submission_id": "copy.id", "case_id": "copy.case_id", **_DUE},
    ),
    "dossiers_issuedform": (
        "source.submission_id = copy.source_id",
        {"id": "uuidv7(copy.shift)", "submission_id": "copy.id"},
    ),
    "dossiers_result": ("source.dossier_id = copy.source_id", {"dossier_id": "copy.id"}),
    "foundation_stream": (
        _OF_COPY,
        {"stream": _STREAM},
    ),
    "foundation_event": (
        f"{_OF_COPY} and source.stream_version <= 2",
        {
            "id": "uuidv7(copy.shift)",
            "stream": _STREAM,
            "person_id": "copy.person_id",
        },
    ),
}

_THIN = ("dossiers_submission", "cases_case", "dossiers_dossier")
_LESS = {  # of the archive: what neither lists nor acts read of a dossier that has ended
    "dossiers_submission": {"data": "'{}'::jsonb"},
    "cases_case": {"step_id": "copy.case_id"},
}
_BATCH = 500_000
_SECONDARY = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
where indrelid = any(%s::regclass[]) and not exists (
    select from pg_constraint where conindid = indexrelid
)
"""


def copy_dossiers(
    codes: Sequence[str], *, amount: int, first: int, over: timedelta, shared: bool = False
) -> None:
    """Copy whole dossiers ``amount`` times in all, over the time before now.

    Args:
        first: The serial number of the first code.
        shared: Spread the present steps over the officials that were appointed for it.
    """
    _copy(codes, list(_ROWS), amount=amount, first=first, over=over, shared=shared)


def copy_archive(codes: Sequence[str], *, amount: int, first: int, over: timedelta) -> None:
    """Copy the three main rows of dossiers, half a million at a time; indexes are made after."""
    with _without_indexes():
        for begin in range(0, amount, _BATCH):
            part = (begin, min(amount, begin + _BATCH))
            _copy(codes, _THIN, amount=amount, first=first, over=over, part=part)
            print(f"    {part[1]:>12,}", flush=True)


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Put the tables of an archive aside from their secondary indexes for a while."""
    with connection.cursor() as cursor:
        cursor.execute(_SECONDARY, [list(_THIN)])
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"drop index {name}")
        yield
        cursor.execute("set maintenance_work_mem = '1GB'")
        for _name, definition in indexes:
            cursor.execute(definition)
        cursor.execute("reset maintenance_work_mem")


def _copy(
    codes: Sequence[str],
    tables: Sequence[str],
    *,
    amount: int,
    first: int,
    over: timedelta,
    shared: bool = False,
    part: tuple[int, int] | None = None,
) -> None:
    begin, end = part or (0, amount)
    given = {
        "codes": list(codes),
        "amount": amount,
        "begin": begin,
        "end": end,
        "first": first,
        "seconds": over.total_seconds(),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        # The rows of a copy fit each other as those of its source do: nothing is looked up.
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("set local synchronous_commit = off")
        cursor.execute(_PLAN, given)
        cursor.execute(_STEPS if tables is not _THIN else _NO_STEPS)
        cursor.execute("create index on step_copy (copy_id, source_id)")
        cursor.execute(_OWNERS)
        cursor.execute("analyze copy, step_copy, owner")
        for table in tables:
            joined, changed = _ROWS[table]
            also = _LESS.get(table, {}) if tables is _THIN else {}
            if shared and table in {"cases_case", "cases_casestep"}:
                post = _POST % {"wards": len(codes)}
                kept = "source.kind <> 'HANDLE'" if table == "cases_casestep" else "false"
                also = {"post_id": f"case when {kept} then source.post_id else {post} end"}
            cursor.execute(_insert(table, joined, changed | also))
        cursor.execute("drop table copy, step_copy, owner")


def _insert(table: str, joined: str, changed: dict[str, str]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name, data_type from information_schema.columns"
            " where table_name = %s and table_schema = 'public' order by ordinal_position",
            [table],
        )
        columns = cursor.fetchall()
    values = [
        changed.get(name)
        or (f"source.{name} + copy.shift" if kind.startswith("timestamp") else f"source.{name}")
        for name, kind in columns
    ]
    names = ", ".join(name for name, _kind in columns)
    return (
        f"insert into {table} ({names}) select {', '.join(values)} "  # noqa: S608 - our own words
        f"from copy join {table} source on {joined}"
    )


_DRAFTS = """
with source as (
    select draft.*, row_number() over (order by id) - 1 as nth, count(*) over () as many
    from dossiers_draft draft where id = any(%(ids)s)
), citizen as (
    select row_number() over (order by account.username) - 1 as nth, account.id, person_id,
        count(*) over () as many
    from identity_account account where not is_official
), made as (
    insert into dossiers_draft (
        id, account_id, person_id, procedure_code, version_id, unit_id, cases, data, channel,
        result_way, created_at, updated_at, submission_code
    )
    select uuidv7(), citizen.id, citizen.person_id, procedure_code, version_id, unit_id, cases,
        data, channel, result_way, created_at, updated_at, ''
    from generate_series(0, %(amount)s - 1) n
    join source on source.nth = n %% source.many
    join citizen on citizen.nth = n %% least(citizen.many, greatest(4, %(amount)s / 10))
    returning id, unit_id
)
insert into dossiers_draftpaper (id, draft_id, component_key, name, file_id, added_at)
select uuidv7(), made.id, paper.component_key, paper.name, paper.file_id, paper.added_at
from made join source on source.unit_id = made.unit_id
join dossiers_draftpaper paper on paper.draft_id = source.id
"""


def copy_drafts(draft_ids: Iterable[UUID], *, amount: int) -> None:
    """Copy drafts that can be sent at once, turn by turn for every citizen."""
    with connection.cursor() as cursor:
        cursor.execute(_DRAFTS, {"ids": list(draft_ids), "amount": amount})
