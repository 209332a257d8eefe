"""The demo city has dossiers in every state, and life goes on there."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

import pytest
from django.db.models import F

from motcua.modules.public_services.dossiers import demo
from motcua.modules.public_services.dossiers.models import Dossier, Result, Submission
from motcua.modules.public_services.dossiers.types import Channel, ResultState, State

HEROS_WARD = "H24.12.28"


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def city(demo_db):
    """A small demo city, played once for all questions about it."""
    demo.load(dossiers=100, processes=0)


def states(**wanted):
    found = Submission.objects.filter(**wanted).values_list("state", flat=True)
    return Counter(State(state) for state in found)


def test_every_state_is_there_and_loading_again_adds_nothing(city, caplog):
    before = states()

    demo.load(dossiers=100, processes=0)

    assert set(before) == set(State) - {State.STOPPED}
    assert states() == before
    assert 95 <= before.total() <= 105
    assert not caplog.records  # nothing got stuck


def test_most_come_online_and_keep_the_promise_and_the_ward_of_the_story_has_work(city):
    online = Submission.objects.filter(channel=Channel.ONLINE).count()
    late = Dossier.objects.filter(finished_at__gt=F("due_at"))
    by_hand = Result.objects.filter(state=ResultState.ON_PAPER)
    story = states(unit__code=HEROS_WARD)

    assert 0.65 <= online / Submission.objects.count() <= 0.95
    assert late.count() <= 8
    assert by_hand.exclude(number="").count() == by_hand.count() > 10
    assert min(story[state] for state in (State.WAITING, State.PROCESSING, State.FINISHED)) >= 1


def test_life_goes_on_and_leaves_the_woman_of_the_story_alone(city):
    now = datetime.now(UTC)  # noqa: TID251 - the demo's half year ends now
    life = demo.begin(at=now, random=Random(1))  # noqa: S311 - invented life
    assert life.town.hero is not None
    hers = list(Submission.objects.filter(person_id=life.town.hero.id).values_list("state"))
    before = Submission.objects.count(), states()

    lines = [life(now) for _act in range(12)]

    assert all(line and line.endswith(".") for line in lines)
    assert (Submission.objects.count(), states()) != before
    after = Submission.objects.filter(person_id=life.town.hero.id).values_list("state")
    assert list(after) == hers
