"""A city of any number of dossiers, for measuring: templates by use cases, the rest by SQL.

``python benchmarks/world.py --size 100000`` fills the database that DATABASE_URL names.
"""

import argparse
import os
from datetime import datetime, timedelta

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
    django.setup()

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from benchmarks.city import Size, citizens, load_city, served_by
from benchmarks.copies import copy_archive, copy_dossiers, copy_drafts
from benchmarks.flow import PASSWORD
from benchmarks.templates import make_templates
from motcua.kernel.audit import api as audit
from motcua.kernel.identity.models import Account

DAYS, YEARS = 900, 10  # over which the closed dossiers lie: copied whole, or as an archive
MOST_WHOLE = 1_000_000


def build(size: Size) -> None:
    """Fill an empty, migrated database."""
    step = _Progress()
    load_city(size)
    people = citizens()
    Account.objects.filter(is_official=False).update(password=make_password(PASSWORD))
    step("city, people, catalogue")
    made = [
        make_templates(unit, people[nth % len(people)]) for nth, unit in enumerate(served_by(size))
    ]
    step("one dossier of each kind in each ward")
    closed = [one.closed for one in made]
    if size.closed > MOST_WHOLE:
        copy_archive(closed, amount=size.closed, first=10_000_000, over=timedelta(days=365 * YEARS))
        step(f"{size.closed} closed dossiers, the main rows of each")
    else:
        copy_dossiers(closed, amount=size.closed, first=1_000_000, over=timedelta(days=DAYS))
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
        self._since: datetime = timezone.now()

    def __call__(self, what: str) -> None:
        now = timezone.now()
        print(f"  {(now - self._since).total_seconds():5.1f} s  {what}", flush=True)
        self._since = now


def main() -> None:
    """Build the world in the database that DATABASE_URL names."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--pool", type=int, required=True)
    given = parser.parse_args()
    build(Size(dossiers=given.size, pool=given.pool))


if __name__ == "__main__":
    main()
