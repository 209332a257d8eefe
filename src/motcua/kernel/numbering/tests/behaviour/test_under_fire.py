"""Real processes take numbers while some are killed and some change their mind."""

# ruff: noqa: S311, TRY301 - chance for tests

import random
import time
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from motcua.kernel.numbering import api as numbering

AT = datetime(2024, 3, 5, 2, tzinfo=UTC)
TAKERS = 6
SECONDS, KILLED, ENOUGH = 4, 5, 100  # longer on a busy machine, until so many were
CHANGES_HIS_MIND, WAITS = 0.2, 0.3


class MindChangedError(Exception):
    """A taker undoes his transaction."""


def take_for_ever(seed):
    chance = random.Random(seed)
    while True:
        try:
            with transaction.atomic():
                number = numbering.take(book="fire", period="2024", at=AT)
                if chance.random() < WAITS:
                    time.sleep(chance.random() / 100)
                if chance.random() < CHANGES_HIS_MIND:
                    raise MindChangedError
                with connection.cursor() as cursor:
                    cursor.execute("insert into fire_taken (number) values (%s)", [number])
        except MindChangedError:
            pass


def taken(database):
    ((count,),) = database.rows("select count(*) from fire_taken")
    return count


def test_no_gap_and_no_twin_whoever_is_killed(spare_database):
    spare_database.rows("create table fire_taken (number bigint)")  # no key: twins could enter
    chance = random.Random(7)
    takers = [spare_database.fork(take_for_ever, seed) for seed in range(TAKERS)]

    killed = 0
    until = time.monotonic() + SECONDS
    while time.monotonic() < until or killed < KILLED or taken(spare_database) <= ENOUGH:
        time.sleep(0.2)
        victim = chance.randrange(TAKERS)
        takers[victim].kill()
        takers[victim].join()
        killed += 1
        takers[victim] = spare_database.fork(take_for_ever, 100 + killed)
    for taker in takers:
        taker.kill()
        taker.join()
    while spare_database.rows(
        "select pid from pg_stat_activity where datname = current_database()"
        " and pid <> pg_backend_pid() and backend_type = 'client backend'"
    ):
        time.sleep(0.05)  # the server undoes what the killed had open

    numbers = [
        number for (number,) in spare_database.rows("select number from fire_taken order by 1")
    ]
    ((last,),) = spare_database.rows("select last from numbering_book where book = 'fire'")
    assert numbers == list(range(1, last + 1))


def ask_without_transaction():
    with pytest.raises(numbering.NoTransaction):
        numbering.take(book="fire", period="2024", at=AT)


def test_outside_a_transaction_it_is_refused(spare_database):
    spare_database.call(ask_without_transaction)

    assert spare_database.rows("select * from numbering_book") == []
