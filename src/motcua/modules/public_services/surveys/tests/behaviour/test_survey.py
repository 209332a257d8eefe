"""Asking and answering at the desk."""

from datetime import timedelta
from typing import Any

import pytest

from motcua.foundation import actors
from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import NotPermitted
from motcua.foundation.ids import uuid7
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics.tests.factories import measured
from motcua.modules.public_services.dossiers.tests import factories as dossiers
from motcua.modules.public_services.surveys import api, queries, use_cases
from motcua.modules.public_services.surveys.errors import (
    AnsweredAlready,
    AnswerIncomplete,
    NoSurvey,
    SurveyInvalid,
)
from motcua.modules.public_services.surveys.models import Answer, Survey

pytestmark = pytest.mark.django_db
AT = dossiers.LATER + timedelta(days=2)
GOOD = {"1-1": 5, "1-2": 4, "2-1": 5}
MIXED = {"1-1": 5, "1-2": 3, "2-1": 2}  # half of the first factor, nothing of the second


def answer(office, values=GOOD, at=AT, **more):
    given: dict[str, Any] = {"channel": api.Channel.KIOSK, "key": uuid7()} | more
    given.setdefault("actor", actors.ANONYMOUS)
    return use_cases.answer_survey(unit_id=office.unit.id, values=values, at=at, **given)


def result(office):
    survey = queries.find_survey(office.unit.id, on=local_date(AT))
    assert survey is not None
    found = queries.results_of(
        survey, unit_ids=[office.unit.id], start=AT - timedelta(days=9), end=AT + timedelta(days=9)
    )
    return found[office.unit.id]


def test_a_result_is_shown_from_the_minimum_on_and_is_the_figure(office):
    for values in (GOOD, MIXED):
        answer(office, values)
    assert not result(office).is_shown
    answer(office)

    assert result(office).index == pytest.approx(75)
    last = local_date(AT)
    assert measured("desk-survey", office.unit.id, last, last) == (225_000_000, 3)
    indicator = analytics.get_indicator(code="desk-survey")
    period = analytics.month(last)
    rows = indicator.rows(actors.ANONYMOUS, office.unit.id, period, "", 2)
    more = indicator.rows(actors.ANONYMOUS, office.unit.id, period, rows[-1].code, 2)
    assert len(rows) + len(more) == 3


def test_every_question_wants_an_answer_and_each_fault_is_named(office):
    with pytest.raises(AnswerIncomplete) as refused:
        answer(office, {"1-1": 5, "1-2": 6})

    assert [each.path for each in refused.value.faults] == ["1-2", "2-1"]


def test_the_same_form_is_one_answer_and_a_device_has_one_a_day(office):
    key = uuid7()
    assert answer(office, key=key, device="a") == answer(office, key=key, device="a")
    with pytest.raises(AnsweredAlready):
        answer(office, device="a")

    answer(office, device="a", at=AT + timedelta(days=1))
    answer(office, device="b")

    assert Answer.objects.count() == 3


def test_a_dossier_has_one_answer(office):
    answer(office, dossier_code="H24.1")

    with pytest.raises(AnsweredAlready):
        answer(office, dossier_code="H24.1")


def test_before_the_first_day_nobody_is_asked(office):
    with pytest.raises(NoSurvey):
        answer(office, at=dossiers.AT)


def test_a_new_version_leaves_what_was_answered_to_the_old_one(office):
    answer(office)
    use_cases.publish_survey(
        actor=office.leader,
        unit_id=office.unit.id,
        title="Bộ mới",
        text="# Một\nHai",
        minimum=1,
        valid_from=local_date(AT),
        at=AT,
    )

    answer(office, {"1-1": 4})

    assert [each.answers.count() for each in Survey.objects.order_by("version")] == [1, 1]
    assert result(office).answers == 1


def test_what_is_wrong_with_questions_is_said_at_once(office):
    give = {"unit_id": office.unit.id, "at": AT}
    with pytest.raises(SurveyInvalid) as refused:
        use_cases.publish_survey(
            actor=office.leader, title="", text="", minimum=0, valid_from=None, **give
        )
    paths = {each.path for each in refused.value.faults}
    assert paths == {"title", "text", "minimum", "valid_from"}
    with pytest.raises(NotPermitted):
        use_cases.publish_survey(
            actor=actors.ANONYMOUS, title="", text="", minimum=0, valid_from=None, **give
        )


def test_who_has_his_result_is_invited_once_by_a_link_of_his_own(office):
    citizen = dossiers.make_citizen()
    code = dossiers.finished(office, citizen)
    invite = {
        "unit_id": office.unit.id,
        "submission_id": uuid7(),
        "dossier_code": code,
        "person_id": citizen.person_id,
        "at": AT,
    }
    while deliver_pending():
        pass
    before = len(dossiers.rows_of("notifications.Message"))

    assert use_cases.invite(**invite)
    assert use_cases.invite(**invite)

    assert len(dossiers.rows_of("notifications.Message")) == before + 1
    (message,) = dossiers.rows_of("notifications.Message", key__startswith="surveys.invite")
    link = message.link
    assert queries.dossier_of(link.split("/")[3]) == code
    assert queries.dossier_of("gia-mao") is None
