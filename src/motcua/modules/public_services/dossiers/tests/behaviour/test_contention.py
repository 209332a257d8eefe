"""Two people at once, through the real pages: one wins, the other is told, nothing is lost."""

from multiprocessing import get_context
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from motcua.modules.public_services.dossiers import use_cases
from motcua.modules.public_services.dossiers.models import Draft
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import LATER
from motcua.modules.public_services.dossiers.types import MissingItem

MANY = 4


def begin(stage):
    """Make a dossier at a stage, and remember who may act in it."""
    make.make_catalogue()
    office, citizen = make.make_office(), make.make_citizen()
    code = ""
    if stage == "draft":
        make.make_draft(office, citizen)
    elif stage == "asked":
        code = make.submitted(office, citizen)
        item = MissingItem(key=make.paper_key(), name="Đơn", reason="Mờ")
        use_cases.request_supplement(actor=office.reception, code=code, items=[item], at=LATER)
    else:
        code = getattr(make, stage)(office, citizen)
    people = {"citizen": citizen, "reception": office.reception, "leader": office.leader}
    people |= {"specialist": office.specialist}
    with connection.cursor() as cursor:
        cursor.execute("create table race (who text, account uuid, code text)")
        cursor.execute("create table finish (who text, status int)")
        for who, actor in people.items():
            cursor.execute("insert into race values (%s, %s, %s)", [who, actor.account_id, code])


def act(who, name, data, barrier):
    """Post an act as somebody, at the same instant as the others."""
    with connection.cursor() as cursor:
        cursor.execute("select account, code from race where who = %s", [who])
        account, code = cursor.fetchone()
    client = Client()
    client.force_login(get_user_model().objects.get(id=account))
    if name == "send":
        address = f"/drafts/{Draft.objects.get().id}/check/"
    else:
        address = reverse(f"dossiers:{name}", args=[code])
    if name == "supplement":
        photo = SimpleUploadedFile("a.png", make.picture())
        data = {f"papers.{make.paper_key()}": photo}
    barrier.wait()
    status = client.post(address, data).status_code
    with connection.cursor() as cursor:
        cursor.execute("insert into finish values (%s, %s)", [name, status])


REASON = {"reason": "Hai người cùng làm."}
RACES: dict[str, tuple[str, list[Any]]] = {
    "a citizen sends from four windows": ("draft", [("citizen", "send", {})] * MANY),
    "four desks accept": ("submitted", [("reception", "accept", {})] * MANY),
    "one desk accepts, one refuses": (
        "submitted",
        [("reception", "accept", {}), ("reception", "refuse", REASON)] * 2,
    ),
    "a desk accepts while the citizen withdraws": (
        "submitted",
        [("reception", "accept", {}), ("citizen", "withdraw", REASON)] * 2,
    ),
    "two desks ask for supplements": ("submitted", [("reception", "ask", {"other": "Ảnh"})] * MANY),
    "a citizen answers from four windows": ("asked", [("citizen", "supplement", {})] * MANY),
    "the leader signs on four devices": ("at_signature", [("leader", "sign", {})] * MANY),
    "the leader signs and sends back": (
        "at_signature",
        [("leader", "sign", {}), ("leader", "send_back", REASON)] * 2,
    ),
    "the leader signs while the citizen withdraws": (
        "at_signature",
        [("leader", "sign", {}), ("citizen", "withdraw", REASON)] * 2,
    ),
    "the desk hands out twice": (
        "finished",
        [("reception", "hand_out", {"receiver": "Hà", "way": "DESK"})] * MANY,
    ),
}
ENDS = {
    "draft": {"WAITING"},
    "submitted": {"PROCESSING", "REFUSED", "WITHDRAWN", "SUPPLEMENT"},
    "asked": {"WAITING"},
    "at_signature": {"SIGNING", "PROCESSING", "WITHDRAWN"},
    "finished": {"RETURNED"},
}


@pytest.mark.parametrize("race", RACES)
def test_of_those_who_act_at_once_one_wins(spare_database, race):
    stage, acts = RACES[race]
    spare_database.call(begin, stage)
    barrier = get_context("fork").Barrier(len(acts))

    racers = [spare_database.fork(act, who, name, data, barrier) for who, name, data in acts]
    for racer in racers:
        racer.join()

    assert {racer.exitcode for racer in racers} == {0}  # another code is an answer 500
    finish = spare_database.rows("select who, status from finish")
    assert {status for _who, status in finish} <= {302, 403, 404, 409}
    assert [status for _who, status in finish].count(302) >= 1
    ((state,),) = spare_database.rows("select state from dossiers_submission")
    assert state in ENDS[stage]
    rows = {
        "dossiers_submission": {1},
        "dossiers_dossier": {0, 1},
        "cases_case": {0, 1},
        "dossiers_supplementrequest": {0, 1},
        "dossiers_result": {0, 1},
    }
    for table, amounts in rows.items():
        assert spare_database.rows(f"select count(*) from {table}")[0][0] in amounts  # noqa: S608
    twins = "select form, number from dossiers_issuedform group by form, number having count(*) > 1"
    assert spare_database.rows(twins) == []
    states = "select count(*) from dossiers_dossier d join dossiers_submission s on s.id ="
    states += " d.submission_id where d.state <> s.state"
    assert spare_database.rows(states) == [(0,)]
