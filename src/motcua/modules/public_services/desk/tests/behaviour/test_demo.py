"""The people of the story have their views and a conversation."""

import pytest
from django.contrib.auth import get_user_model

from motcua.modules.public_services.desk import demo, queries
from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db


def test_without_the_city_nothing_is_loaded():
    demo.load()


def test_the_people_of_the_story_have_views_and_talk_and_loading_again_adds_nothing(office):
    code = make.accepted(office)
    people = {"justice1": office.specialist, "reception1": office.reception}
    for username, actor in (people | {"leader1": office.leader}).items():
        get_user_model().objects.filter(id=actor.account_id).update(username=username)

    demo.load()
    demo.load()

    assert len(queries.list_views(actor=office.specialist)) == 3
    assert len(queries.list_comments(actor=office.leader, code=code)) == 2
