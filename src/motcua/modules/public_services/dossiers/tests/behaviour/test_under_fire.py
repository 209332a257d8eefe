"""Many at once, some of them killed: nothing is lost, nothing is done twice."""

# ruff: noqa: S311 - chance for tests

import random
import time
from multiprocessing import get_context

import pytest
from django.db import connection

from motcua.kernel.identity import api as identity
from motcua.modules.public_services.dossiers import use_cases
from motcua.modules.public_services.dossiers.errors import AlreadyAccepted
from motcua.modules.public_services.dossiers.models import Submission
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, LATER

DRAFTS, SENDERS, SECONDS = 30, 6, 3


def prepare(drafts):
    make.make_catalogue()
    office = make.make_office()
    citizens = [make.make_citizen() for _nth in range(3)]
    with connection.cursor() as cursor:
        cursor.execute("create table fire_draft (id uuid, account uuid)")
        cursor.execute("create table fire_receipt (id uuid, code text)")
        cursor.execute("create table fire_desk (account uuid)")
        cursor.execute("insert into fire_desk values (%s)", [office.reception.account_id])
        for nth in range(drafts):
            citizen = citizens[nth % len(citizens)]
            draft_id = make.make_draft(office, citizen)
            cursor.execute("insert into fire_draft values (%s, %s)", [draft_id, citizen.account_id])


def _ask(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def send_all(seed, barrier=None):
    drafts = _ask("select id, account from fire_draft order by id")
    random.Random(seed).shuffle(drafts)
    people = {account: identity.actor_for(account, AT) for _draft, account in drafts}
    if barrier:
        barrier.wait()
    for draft_id, account in drafts:
        receipt = use_cases.submit(actor=people[account], draft_id=draft_id, at=AT)
        with connection.cursor() as cursor:
            cursor.execute("insert into fire_receipt values (%s, %s)", [draft_id, receipt.code])


def accept_all(seed, barrier):
    ((account,),) = _ask("select account from fire_desk")
    reception = identity.actor_for(account, AT)
    codes = list(Submission.objects.values_list("code", flat=True))
    random.Random(seed).shuffle(codes)
    barrier.wait()
    for code in codes:
        try:
            use_cases.accept_dossier(actor=reception, code=code, at=LATER)
        except AlreadyAccepted:
            continue


def gapless(database, drafts):
    codes = sorted(row[0] for row in database.rows("select code from dossiers_submission"))
    assert [int(code.rpartition("-")[2]) for code in codes] == list(range(1, drafts + 1))
    receipts = database.rows("select count(distinct code) from fire_receipt group by id")
    assert set(receipts) == {(1,)}
    assert len(receipts) == drafts
    events = "select count(*) from foundation_event where code = 'dossiers.submitted'"
    assert database.rows(events) == [(drafts,)]
    papers = "select count(*) from dossiers_submittedpaper group by submission_id"
    assert set(database.rows(papers)) == {(1,)}


def test_twenty_clicks_at_once_are_one_dossier(spare_database):
    spare_database.call(prepare, 1)
    barrier = get_context("fork").Barrier(20)

    clicks = [spare_database.fork(send_all, seed, barrier) for seed in range(20)]
    for click in clicks:
        click.join()

    assert {click.exitcode for click in clicks} == {0}
    gapless(spare_database, 1)
    assert spare_database.rows("select count(*) from fire_receipt") == [(20,)]


def test_whoever_is_killed_no_dossier_is_lost_or_doubled_and_no_number_is_missing(spare_database):
    spare_database.call(prepare, DRAFTS)
    chance = random.Random(7)
    senders = [spare_database.fork(send_all, seed) for seed in range(SENDERS)]

    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        time.sleep(0.15)
        victim = chance.randrange(SENDERS)
        senders[victim].kill()
        senders[victim].join()
        senders[victim] = spare_database.fork(send_all, chance.random())
    for sender in senders:
        sender.join()
    spare_database.call(send_all, 1)

    gapless(spare_database, DRAFTS)


@pytest.mark.parametrize("desks", [4])
def test_a_dossier_that_several_desks_accept_at_once_is_accepted_once(spare_database, desks):
    spare_database.call(prepare, 8)
    spare_database.call(send_all, 1)
    barrier = get_context("fork").Barrier(desks)

    accepting = [spare_database.fork(accept_all, seed, barrier) for seed in range(desks)]
    for desk in accepting:
        desk.join()

    assert {desk.exitcode for desk in accepting} == {0}
    counts = (
        "select (select count(*) from dossiers_dossier), (select count(*) from cases_case),"
        " (select count(*) from dossiers_issuedform), (select count(distinct number) from"
        " dossiers_issuedform), (select max(last) from numbering_book"
        " where starts_with(book, 'form01:'))"
    )
    assert spare_database.rows(counts) == [(8, 8, 8, 8, 8)]
