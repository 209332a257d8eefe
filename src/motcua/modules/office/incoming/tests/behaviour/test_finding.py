"""The search finds of documents exactly what the lists show, for everybody."""

from uuid import UUID

import pytest

from motcua.foundation import actors
from motcua.foundation.delivery import deliver_pending
from motcua.foundation.time import local_date
from motcua.kernel.search import api as search
from motcua.modules.office.incoming.models import Document
from motcua.modules.office.incoming.tests import factories as make
from motcua.modules.office.outgoing.tests import factories as letters

pytestmark = pytest.mark.django_db
WHO = ("drafter", "head", "clerk", "leader", "deputy", "stranger")
Letter = vars(letters)["Document"]
OUT = ("ISSUED", "RECALLED", "REPLACED")


@pytest.fixture(scope="module")
def world(office):
    """Documents on every part of their way; the search has heard of all of it."""
    register = {
        name: make.register(office, number_symbol=f"{n}/UBND-VP", subject=name)
        for n, name in enumerate(("registered", "routed", "taken back"), start=100)
    }
    make.route(office, register["routed"])
    first, _number = make.issue_answer(office, register["routed"])
    draft = letters.draft(office)
    deliver_pending()
    Document.objects.filter(id=register["taken back"]).update(state="TAKEN_BACK")
    search.rebuild("incoming")
    return register | {"issued": first, "draft": draft}


def found(kind, actor, text=""):
    hits = search.find(
        search.Question(text=text), kinds=[kind], actor=actor, on=local_date(make.MORNING)
    ).hits
    return {UUID(hit.key) for hit in hits}


@pytest.mark.parametrize("who", WHO)
def test_everybody_finds_what_he_may_see_and_nothing_else(office, world, who):
    actor = office.actor(who)

    seen = Document.objects.visible_to(actor).registered().exclude(state="TAKEN_BACK")
    sent = Letter.objects.visible_to(actor).filter(state__in=OUT)

    assert found("incoming", actor) == set(seen.values_list("id", flat=True))
    assert found("outgoing", actor) == set(sent.values_list("id", flat=True))


def test_a_unit_that_has_nothing_to_do_with_it_finds_nothing_by_any_way(office, world):
    stranger = office.actor("stranger")

    for text in ("rà soát", '"rà soát thủ tục"', "100/UBND-VP", ""):
        asked = search.Question(text=text)
        answer = search.find(asked, kinds=["incoming"], actor=stranger, on=local_date(make.MORNING))
        assert (answer.hits, answer.total, answer.has_next) == ((), 0, False)
    assert not search.more_like(
        kind="incoming", key=str(world["routed"]), kinds=["incoming", "outgoing"], actor=stranger
    )


def test_a_letter_is_found_by_its_body_and_by_its_number(office, world):
    head = office.actor("head")
    number = Letter.objects.get(id=world["issued"]).number_symbol

    assert found("outgoing", head, "bo phan mot cua") == {world["issued"]}
    assert world["issued"] in found("outgoing", head, number)
    assert world["draft"] not in found("outgoing", head, "rà soát")


def test_whoever_gets_a_document_finds_it_from_then_on(office, world):
    head = office.actor("head")
    assert world["registered"] not in found("incoming", head)

    make.route(office, world["registered"])
    deliver_pending()

    assert world["registered"] in found("incoming", head)


def test_what_the_sender_takes_back_is_found_no_more(office, world):
    clerk = office.actor("clerk")
    assert world["taken back"] not in found("incoming", clerk)
    assert world["taken back"] not in found("incoming", actors.system("test"))
