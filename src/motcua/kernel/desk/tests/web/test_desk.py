"""The desk of a leader, a head and a clerk: read, act, the next by itself; many at once; bounded."""

import pytest
from django.test import Client

from motcua.modules.office.incoming.tests import factories as letters
from motcua.modules.office.outgoing import use_cases
from motcua.modules.office.outgoing.tests import factories as make


@pytest.fixture(scope="module")
def office(kept_db):
    return make.make_office()


def enter(office, who):
    client = Client()
    client.force_login(office.accounts[who])
    return client


def test_smoke(office, db):
    at = make.MORNING
    ids = []
    for n in range(2):
        one = make.draft(office, subject=f"số {n}")
        use_cases.submit_draft(
            actor=office.actor("drafter"),
            document_id=one,
            signer_post_id=office.posts["leader"],
            at=at,
        )
        ids.append(one)
    use_cases.check_draft(actor=office.actor("head"), document_id=ids[0], at=at)
    use_cases.check_draft(actor=office.actor("clerk"), document_id=ids[0], at=at)
    letters.register(office, number_symbol="9/ABC")
    for who in ("leader", "head", "clerk", "drafter", "deputy"):
        answer = enter(office, who).get("/desk/")
        assert answer.status_code == 200
        print(
            who,
            [
                (
                    l["code"],
                    l["count"],
                    [
                        (p["title"], [(r["row"].title, r["href"]) for r in p["rows"]])
                        for p in l["parts"]
                    ],
                )
                for l in answer.context["lanes"]
            ],
        )
        for l in answer.context["lanes"]:
            for p in l["parts"]:
                for r in p["rows"]:
                    assert enter(office, who).get(r["href"]).status_code == 200
    for path in (
        "calendar/",
        "calendar/?view=month",
        "calendar/?view=day",
        "today.pdf",
        "chosen/",
        "chosen/done/",
    ):
        answer = enter(office, "leader").get("/desk/" + path)
        print(path, answer.status_code)
