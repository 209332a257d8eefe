"""Each criterion of QD 766 is what SQL counts by itself from the events and the catalogue."""

import json
from random import Random
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from django.db import connection

from motcua.kernel.analytics import api as analytics
from motcua.modules.operations.scores import api
from motcua.modules.operations.scores.tests.factories import hear_all, live, local, make_authority
from motcua.modules.public_services.procedures.tests import factories as catalogue
from motcua.project.cli import figures

pytestmark = pytest.mark.django_db
APRIL = local("2024-04-10 09:00")
FEBRUARY = analytics.month(local("2024-02-01 00:00").date())
QUARTER = analytics.parse_period("2024-Q1", at=APRIL)
CODES = [f"1.99900{nth}" for nth in range(1, 7)]
LEVELS = ["full", "partial", "none", "full", "partial", "full"]
CITIZEN, BUSINESS = ["citizen"], ["business"]
APPLICANTS = [CITIZEN, CITIZEN, CITIZEN, BUSINESS, CITIZEN + BUSINESS, BUSINESS]

# Each dossier as it stood at the end of the period, from the events before it; what came of its
# result counts whenever it came.
DOSSIERS = """
with told as (
    select stream, stream_version, code, at, unit_id, payload::jsonb as said
    from foundation_event where stream like 'submission:%%'
), by_then as (
    select * from told where at < %(end)s
), ended as (
    select stream, min(at) as at from told
    where code in ('dossiers.result_issued', 'dossiers.withdrawn') group by stream
), promised as (
    select distinct on (stream) stream, (said ->> 'due_at')::timestamptz as due_at from by_then
    where said ->> 'due_at' is not null order by stream, stream_version desc
), waiting as (
    select distinct on (stream) stream, code, at from by_then
    where code in ('dossiers.supplement_requested', 'dossiers.supplement_answered')
    order by stream, stream_version desc
), dossier as (
    select
        sent.stream, accepted.unit_id, accepted.at as accepted_at,
        sent.said ->> 'procedure_code' as procedure,
        sent.said ->> 'channel' = 'ONLINE' as is_online,
        (sent.said ->> 'gives_paper')::boolean as gives_paper,
        (sent.said ->> 'identified')::boolean as is_identified,
        exists (
            select from told where stream = sent.stream and (said ->> 'files')::int > 0
        ) as has_files,
        exists (
            select from told where stream = sent.stream and code = 'dossiers.known_paper_used'
        ) as has_reused,
        exists (
            select from told where stream = sent.stream and code = 'dossiers.result_signed'
            and said ->> 'token' <> ''
        ) and exists (
            select from told where stream = sent.stream and code = 'dossiers.result_issued'
        ) as has_e_result,
        ended.at as ended_at,
        (
            select count(*) from by_then
            where stream = sent.stream and code = 'dossiers.supplement_requested'
        ) > 1 or coalesce(
            case when waiting.code = 'dossiers.supplement_requested' then waiting.at end,
            case when ended.at < %(end)s then ended.at end,
            %(end)s
        ) > promised.due_at as is_late
    from told sent
    join told accepted on accepted.stream = sent.stream and accepted.code = 'dossiers.accepted'
    join promised on promised.stream = sent.stream
    left join waiting on waiting.stream = sent.stream
    left join ended on ended.stream = sent.stream
    where sent.code = 'dossiers.submitted' and accepted.at < %(end)s
        and accepted.unit_id = any(%(units)s)
), received as (
    select *, has_e_result or not gives_paper as is_whole from dossier
    where accepted_at >= %(start)s
), alive as (
    select * from dossier where ended_at is null or ended_at >= %(start)s
), disliked as (
    select distinct on (stream) stream from told
    where code = 'ratings.service_rated' and (said ->> 'stars')::int <= 2
        and unit_id = any(%(units)s) and at >= %(start)s and at < %(end)s
), offered as (
    select
        procedure.code, version.online_level <> 'NONE' as is_online,
        version.content -> 'applicants' ? 'CITIZEN' as is_for_citizens
    from procedures_procedureversion version
    join procedures_procedure procedure on procedure.id = version.procedure_id
    where version.level = any(%(levels)s)
)
select jsonb_build_object(
    '1.3', (select jsonb_build_array(count(*), count(*)) from offered),
    '2.1', (select jsonb_build_array(count(*) filter (where not is_late), count(*)) from alive),
    '3.1', (select jsonb_build_array(count(*) filter (where is_online), count(*)) from offered),
    '3.2', (
        select jsonb_build_array(
            count(*) filter (
                where code in (select procedure from received where is_online)
            ), count(*)
        ) from offered where is_online
    ),
    '3.3', (
        select jsonb_build_array(count(*) filter (where is_online and is_whole), count(*))
        from received
    ),
    '4.1', (
        select jsonb_build_array(count(*) filter (where has_e_result), count(*))
        from received where gives_paper
    ),
    '4.2', (
        select jsonb_build_array(count(*) filter (where has_files and is_whole), count(*))
        from received
    ),
    '4.3', (select jsonb_build_array(count(*) filter (where has_reused), count(*)) from received),
    '4.5a', (
        select jsonb_build_array(
            count(*) filter (
                where code in (select procedure from received where is_identified)
            ), count(*)
        ) from offered where is_for_citizens
    ),
    '4.5b', (
        select jsonb_build_array(count(*) filter (where is_identified), count(*)) from received
    ),
    '5.4', (
        select jsonb_build_array(
            count(*) - count(*) filter (where is_late) - (select count(*) from disliked), count(*)
        ) from alive
    )
)
"""


@pytest.fixture(scope="module")
def city(kept_db):
    """A district of two wards whose dossiers live any lives, good or bad."""
    levels = zip(CODES, LEVELS, APPLICANTS, strict=True)
    records = [
        catalogue.a_record(code=code, name=f"Thủ tục {code}", online_level=level, applicant=who)
        for code, level, who in levels
    ]
    records[-1]["level"] = "district"
    assert catalogue.import_records(*records).is_sound
    district = make_authority("DISTRICT")
    wards = [make_authority(parent_id=district.id) for _nth in range(2)]
    random = Random(766)  # noqa: S311 - invented lives
    for nth in range(70):
        _live_any_life(random, (district, *wards)[nth % 3].id)
    hear_all()
    return SimpleNamespace(district=district, wards=wards)


def _live_any_life(random, unit_id):
    day = random.randint(1, 85)
    at = [f"2024-{1 + each // 28:02}-{1 + each % 28:02} " for each in (day, day + 3, day + 5)]
    asked = random.choice(
        [
            *[[]] * 3,
            [(at[0] + "11:00", at[1] + "09:00", at[2] + "12:00")],
            [(at[1] + "08:00", None)],
            [(at[0] + "11:00", at[0] + "12:00"), (at[0] + "13:00", at[1] + "08:00")],
        ]
    )
    closes = random.choice(["finished", "finished", "withdrawn", "", "late"])
    ends = {
        "finished": {"finished": at[1] + "10:00", "stars": random.choice([0, 1, 2, 4, 5])},
        "late": {"finished": at[2] + "18:00", "stars": random.choice([0, 2])},
        "withdrawn": {"withdrawn": at[1] + "11:00"},
    }
    live(
        unit_id,
        procedure=random.choice(CODES),
        channel=random.choice(["ONLINE", "ONLINE", "DIRECT"]),
        gives_paper=random.random() < 0.8,
        files=random.choice([0, 1, 2]),
        identified=random.random() < 0.6,
        reused=random.random() < 0.3,
        electronic=random.random() < 0.7,
        accepted=at[0] + "09:00",
        due=at[random.randint(0, 2)] + "17:00",
        asked=asked,
        **ends.get(closes, {}),
    )


def recounted(units, levels, period):
    given = {"units": [each.id for each in units], "levels": levels}
    given |= {"start": period.start, "end": period.end}
    with connection.cursor() as cursor:
        cursor.execute(DOSSIERS, given)
        (found,) = cursor.fetchone()
    return json.loads(found)


@pytest.mark.parametrize("period", [FEBRUARY, QUARTER], ids=["month", "quarter"])
def test_every_criterion_is_what_sql_counts_from_the_definitions(city, period):
    places = {
        city.wards[0].id: (city.wards[:1], ["WARD", "BOTH"]),
        city.wards[1].id: (city.wards[1:], ["WARD", "BOTH"]),
        city.district.id: ([city.district, *city.wards], ["WARD", "BOTH", "DISTRICT"]),
    }
    scores = api.score(unit_ids=list(places), period=period, at=APRIL)

    for unit_id, (units, levels) in places.items():
        counted = {
            line.criterion.number: [line.share.numerator, line.share.denominator]
            for line in scores[unit_id].lines
            if line.share and line.criterion.max_points
        }
        assert counted == recounted(units, levels, period)
        assert 0 < counted["2.1"][0] < counted["2.1"][1]


def test_the_command_prints_what_the_screens_show(city, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "the test's own")
    asked = ["--unit", city.district.code, "--period", "2024-Q1", "--set", "766"]

    as_text = CliRunner().invoke(figures.figures, asked)
    printed = json.loads(CliRunner().invoke(figures.figures, [*asked, "--json"]).stdout)

    score = api.score(unit_ids=[city.district.id], period=QUARTER, at=APRIL)[city.district.id]
    assert printed["points"] == round(float(score.points), 2) > 0
    assert printed["measurable"] == 56
    assert f"{printed['points']:.2f} of 56 measurable" in as_text.stdout
    assert "missing" in as_text.stdout
    lines = {one["number"]: one for group in printed["groups"] for one in group["criteria"]}
    assert lines["3.6"]["missing"] == "Chưa có phân hệ thanh toán."
    assert lines["2.1"]["denominator"] > 0
