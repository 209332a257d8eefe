"""Dossiers on the desk: signed, agreed to, answered; the heads see what is late."""

from datetime import timedelta

import pytest
from django.urls import reverse

from motcua.foundation.time import TimeLimit
from motcua.modules.public_services.dossiers import use_cases
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.types import State

pytestmark = pytest.mark.usefixtures("catalogue")


def lanes_of(client):
    return {
        lane["code"]: {row["name"]: row for part in lane["parts"] for row in part["rows"]}
        for lane in client.get(reverse("own_desk:desk")).context["lanes"]
    }


def test_a_result_is_read_and_signed_and_the_look_is_recorded(office, enter):
    code = make.at_signature(office)
    client = enter(office.leader)
    row = lanes_of(client)["SIGN"][f"dossiers.sign/{code}"]
    assert "Giấy phép nuôi mèo" in row["row"].said

    page = client.get(row["href"])
    assert page.context["reading"].pictures
    assert make.rows_of("identity.AccessRecord", subject_code=code).exists()
    client.post(row["href"], {"act": "sign"})

    assert make.get(code).state == State.SIGNING
    assert "SIGN" not in lanes_of(client)


def test_what_is_late_is_seen_by_its_holder_and_by_the_heads_above_him(office, enter):
    code = make.accepted(office)  # of 2024: late by now

    for actor, sees in ((office.specialist, True), (office.leader, True), (office.clerk, False)):
        late = lanes_of(enter(actor)).get("LATE", {})
        assert (f"dossiers.late/{code}" in late) is sees


def test_a_question_is_answered_in_place(office, enter):
    code = make.accepted(office)
    use_cases.ask_about(
        actor=office.specialist,
        code=code,
        question="Mèo có được nuôi ở chung cư không?",
        limit=TimeLimit.parse("1 working_day"),
        to_post_id=office.posts["CLERK"],
        at=make.AT + timedelta(hours=1),
    )
    client = enter(office.clerk)
    ((name, row),) = lanes_of(client)["DECIDE"].items()
    assert name.startswith("dossiers.questions/")
    assert "chung cư" in client.get(row["href"]).content.decode()

    assert client.post(row["href"], {"act": "answer", "answer": ""}).status_code == 422
    client.post(row["href"], {"act": "answer", "answer": "Được."})
    assert "DECIDE" not in lanes_of(client)
