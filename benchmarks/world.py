"""A city of any number of dossiers, for measuring: templates by use cases, the rest by SQL.

``python benchmarks/world.py --size 100000`` fills the database that DATABASE_URL names. In each
ward one dossier of each kind is made as people would make it; PostgreSQL copies it with new keys,
codes, persons, holders and days: every row is one that the product itself could have written.
"""

import argparse
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import UUID

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
    django.setup()

from django.db import connection, transaction
from django.utils import timezone
from PIL import Image

from motcua.foundation import actors
from motcua.foundation.actors import Actor
from motcua.kernel.audit import api as audit
from motcua.kernel.documents import api as documents
from motcua.kernel.forms.tests import factories as answers
from motcua.kernel.identity import api as identity
from motcua.kernel.identity import demo as people
from motcua.kernel.identity.demo.people import Population
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation import demo as units
from motcua.kernel.places import demo as places
from motcua.modules.public_services.dossiers import queries, rules, use_cases
from motcua.modules.public_services.dossiers.queries.facts import facts_of
from motcua.modules.public_services.dossiers.types import ResultWay
from motcua.modules.public_services.dossiers.use_cases.makers import maker_for
from motcua.modules.public_services.procedures import api as procedures
from motcua.modules.public_services.procedures import demo as catalogue

HOUSE = actors.system("benchmark")
BIRTH = "1.001193"
SINCE = date(2020, 1, 1)
SHARE_OPEN = 0.2
OPEN_EACH = 100
SMALL = 20_000
MOST_OFFICIALS = 200
CITIZENS = 200
ADULT = 2000
DAYS = 900  # over which the closed dossiers lie


@dataclass(frozen=True, slots=True)
class Size:
    """How many of everything there are."""

    dossiers: int
    pool: int  # drafts to be sent; as many wait at reception, as many more with officials

    @property
    def open(self) -> int:
        return int(self.dossiers * SHARE_OPEN)

    @property
    def officials(self) -> int:
        return max(4, min(MOST_OFFICIALS, self.open // OPEN_EACH))

    @property
    def closed(self) -> int:
        return self.dossiers - self.open


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The dossiers that are copied, one of each kind in a ward."""

    draft_id: UUID
    waiting: str
    handling: str
    closed: str


def load_city(size: Size) -> None:
    """Load places, units, people and the catalogue as the demo does."""
    places.load()
    units.load()
    people.load(amount=2000)
    catalogue.load()
    use_cases.publish_processes(actor=HOUSE, at=timezone.now())
    _appoint_officials(size)


def wards() -> list[organisation.UnitInfo]:
    """Return the authorities of the wards."""
    found = organisation.list_units(
        timezone.now().date(),
        level=organisation.Level.WARD,
        kind=organisation.UnitKind.AUTHORITY,
    )
    return sorted(found, key=lambda unit: unit.code)


def served_by(size: Size) -> list[organisation.UnitInfo]:
    """Return the wards in which dossiers lie: a small city has few."""
    return wards() if size.dossiers > SMALL else wards()[:3]


def _appoint_officials(size: Size) -> None:
    at, here, amount = timezone.now(), served_by(size), size.officials
    population = Population(wards=tuple(unit.short_name for unit in here), first=700_000)
    newcomers = list(population.people(amount))
    identity.import_persons(actor=HOUSE, persons=newcomers, source="benchmark", at=at)
    for nth, person in enumerate(newcomers):
        known = identity.find_person(person.personal_number)
        assert known is not None
        identity.open_account(actor=HOUSE, username=f"official{nth}", person_id=known.id, at=at)
        unit = here[nth % len(here)]
        post = organisation.create_post(
            actor=HOUSE,
            unit_id=unit.id,
            code=f"{unit.code}/B{nth}",
            role=organisation.Role.SPECIALIST,
            title="Công chức Tư pháp - Hộ tịch",
            valid_from=SINCE,
            sort=1000 + nth,
            at=at,
        )
        organisation.appoint(
            actor=HOUSE, post_id=post.id, person_id=known.id, valid_from=SINCE, at=at
        )


# ------------------------------------------------------------------------- templates
def make_templates(unit: organisation.UnitInfo, citizen: Actor) -> Templates:
    """Make one dossier of each kind in a ward, as people make them."""
    at = timezone.now()
    leader, specialist = _holder(unit, "AUTHORITY_LEADER", at), _holder(unit, "SPECIALIST", at)
    reception = _holder(unit, "RECEPTION", at)
    waiting, handling, closed = (_send(unit, citizen, at) for _each in range(3))
    for code in (handling, closed):
        use_cases.accept_dossier(actor=reception, code=code, at=at)
        _draft(specialist, code, at)
    use_cases.submit_result(actor=specialist, code=closed, at=at)
    use_cases.record_paper_result(actor=leader, code=closed, number="1", title="Khai sinh", at=at)
    _finish(reception, closed, at)
    return Templates(
        draft_id=_fill_in(unit, citizen, at), waiting=waiting, handling=handling, closed=closed
    )


def _finish(reception: Actor, code: str, at: datetime) -> None:
    submission = queries.get_submission(actor=HOUSE, code=code)
    if submission.state == "SIGNING":
        use_cases.issue_result(actor=HOUSE, code=code, at=at)
        submission = queries.get_submission(actor=HOUSE, code=code)
    if submission.state == "FINISHED":
        use_cases.return_result(
            actor=reception,
            code=code,
            receiver=submission.person_name,
            way=ResultWay.DESK,
            at=at,
        )


def _holder(unit: organisation.UnitInfo, role: str, at: datetime) -> Actor:
    """Return who holds the post to which cases of births go."""
    post = organisation.find_post(
        authority_id=unit.id, role=organisation.Role(role), field="Hộ tịch", at=at
    )
    assert post is not None
    [held] = [one for one in organisation.list_posts([post.unit_id], at=at) if one.id == post.id]
    return identity.actor_for(_account_of(held.holder_ids[0]), at)


def _account_of(person_id: UUID) -> UUID:
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from identity_account where person_id = %s and is_official", [person_id]
        )
        account_id: UUID = cursor.fetchone()[0]
    return account_id


def _photo(actor: Actor, at: datetime) -> UUID:
    kept = BytesIO()
    Image.new("RGB", (64, 64), "white").save(kept, "PNG")
    return documents.store(content=kept.getvalue(), filename="giay.png", actor=actor, at=at).id


def _fill_in(unit: organisation.UnitInfo, citizen: Actor, at: datetime) -> UUID:
    draft = use_cases.begin_draft(
        actor=citizen,
        procedure_code=BIRTH,
        unit_id=unit.id,
        data=answers.answers("khai-sinh"),
        at=at,
    )
    version = procedures.get_version_by_id(draft.version_id)
    needs = rules.paper_needs(version.components, cases=(), has_form=True)
    for need in rules.missing_papers(needs, given=()):
        use_cases.add_draft_paper(
            actor=citizen,
            draft_id=draft.id,
            component_key=need.key,
            name=need.name,
            file_id=_photo(citizen, at),
            at=at,
        )
    use_cases.save_draft(actor=citizen, draft_id=draft.id, result_way=ResultWay.DESK, at=at)
    return draft.id


def _send(unit: organisation.UnitInfo, citizen: Actor, at: datetime) -> str:
    return use_cases.submit(actor=citizen, draft_id=_fill_in(unit, citizen, at), at=at).code


def _draft(specialist: Actor, code: str, at: datetime) -> None:
    submission = queries.get_submission(actor=HOUSE, code=code)
    facts = facts_of(submission, submission.dossier)
    proposed = dict(maker_for(BIRTH).propose(facts))
    use_cases.draft_result(actor=specialist, code=code, draft=proposed, at=at)


# --------------------------------------------------------------------------- copies
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
    source.id as source_id, source.code as source_code, source.case_id as source_case_id, shift,
    source.unit_code || '-' || to_char(source.submitted_at + shift, 'YYMMDD') || '-'
        || lpad((%(first)s + n)::text, 7, '0') as code,
    citizen.id as person_id, citizen.full_name as person_name, citizen.account_id, n
from many cross join generate_series(0, %(amount)s - 1) n
    cross join lateral (
        select -interval '1 second' * (60 + %(seconds)s::float8 * n / %(amount)s) as shift
    ) back
    join source on source.nth = n %% source.many
    join citizen on citizen.nth = (n * 7919) %% many.citizens
"""
_STEPS = """
create temp table step_copy as
select copy.id as copy_id, step.id as source_id, uuidv7(copy.shift) as id
from copy join cases_casestep step on step.case_id = copy.source_case_id
"""
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
        {"submission_id": "copy.id", "case_id": "copy.case_id"},
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


def copy_dossiers(
    codes: Sequence[str], *, amount: int, first: int, over: timedelta, shared: bool = False
) -> None:
    """Copy dossiers ``amount`` times in all, over the time before now.

    Args:
        first: The serial number of the first code.
        shared: Spread the present steps over the officials that were appointed for it.
    """
    given = {
        "codes": list(codes),
        "amount": amount,
        "first": first,
        "seconds": over.total_seconds(),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_PLAN, given)
        cursor.execute("create index on copy (source_id)")
        cursor.execute(_STEPS)
        cursor.execute("create index on step_copy (copy_id, source_id)")
        cursor.execute(_OWNERS)
        cursor.execute("analyze copy, step_copy, owner")
        for table, (joined, changed) in _ROWS.items():
            also = {}
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


def build(size: Size) -> None:
    """Fill an empty, migrated database."""
    step = _Progress()
    load_city(size)
    step("city, people, catalogue")
    citizens = _citizens()
    made = [
        make_templates(unit, citizens[nth % len(citizens)])
        for nth, unit in enumerate(served_by(size))
    ]
    step("one dossier of each kind in each ward")
    copy_dossiers(
        [one.closed for one in made],
        amount=size.closed,
        first=1_000_000,
        over=timedelta(days=DAYS),
    )
    step(f"{size.closed} closed dossiers")
    copy_dossiers(
        [one.handling for one in made],
        amount=size.open + size.pool,
        first=3_000_000,
        over=timedelta(days=2),
        shared=True,
    )
    step(f"{size.open + size.pool} open dossiers with {size.officials} officials")
    copy_dossiers(
        [one.waiting for one in made], amount=size.pool, first=5_000_000, over=timedelta(hours=4)
    )
    copy_drafts([one.draft_id for one in made], amount=size.pool)
    step(f"{size.pool} drafts and {size.pool} submissions that wait")
    with connection.cursor() as cursor:
        cursor.execute("delete from foundation_undelivered")
        while audit.seal_pending():
            pass
        step("the chain of the history")
        cursor.execute("vacuum analyze")
        step("statistics")


class _Progress:
    """Say what is done and how long it took."""

    def __init__(self) -> None:
        self._since = timezone.now()

    def __call__(self, what: str) -> None:
        now = timezone.now()
        print(f"  {(now - self._since).total_seconds():5.1f} s  {what}", flush=True)
        self._since = now


def _citizens() -> list[Actor]:
    at = timezone.now()
    found = identity.list_persons_by_name("n", limit=CITIZENS + 100)
    adults = [one for one in found if one.birth_date and one.birth_date.year < ADULT]
    return [
        identity.actor_for(
            identity.admit_citizen(
                actor=HOUSE,
                personal_number=person.personal_number or "",
                full_name=person.full_name,
                at=at,
            ).id,
            at,
        )
        for person in adults[:CITIZENS]
    ]


def main() -> None:
    """Build the world in the database that DATABASE_URL names."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--pool", type=int, required=True)
    given = parser.parse_args()
    build(Size(dossiers=given.size, pool=given.pool))


if __name__ == "__main__":
    main()
