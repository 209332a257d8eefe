"""The gate of every page, and the words of refusals."""

import json

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.utils.translation import gettext_lazy

from motcua.foundation import access, actors, errors
from motcua.foundation.ids import uuid7
from motcua.foundation.middleware import HouseMiddleware, UndeclaredAccess, access_of
from motcua.foundation.permissions import Permission

SIGN = Permission(code="tests.sign", title="Sign")
SEAL = Permission(code="tests.seal", title="Seal")
PERSON = actors.Actor(kind=actors.ActorKind.PERSON, account_id=uuid7())
OFFICIAL = actors.Actor(kind=actors.ActorKind.OFFICIAL, account_id=uuid7())
SIGNER = actors.Actor(kind=actors.ActorKind.OFFICIAL, rights={"tests.sign": frozenset({uuid7()})})
EVERYBODY = (actors.ANONYMOUS, PERSON, OFFICIAL, SIGNER)


LIBRARY = access.Access(access.Audience.PUBLIC)


def view(request):
    return HttpResponse("inside")


def declared(declare):
    return declare(lambda _request: HttpResponse("inside"))


def call(view_, actor, request=None, error=None):
    request = request or RequestFactory().get("/somewhere/?page=2")
    house = HouseMiddleware(lambda _request: HttpResponse())
    house(request)
    request.actor = actor
    request.session = {}
    if error:
        return house.process_exception(request, error)
    return house.process_view(request, view_, (), {})


@pytest.mark.parametrize(
    ("declare", "admitted"),
    [
        (access.public, EVERYBODY),
        (access.signed_in, (PERSON, OFFICIAL, SIGNER)),
        (access.official, (OFFICIAL, SIGNER)),
        (access.needs(SIGN), (SIGNER,)),
        (access.needs(SEAL, SIGN), (SIGNER,)),
        (access.needs(SEAL), ()),
    ],
)
def test_a_view_admits_whom_it_declares(declare, admitted):
    view_ = declared(declare)

    assert tuple(actor for actor in EVERYBODY if access_of(view_).allows(actor)) == admitted


def test_a_view_that_declares_nothing_is_a_mistake():
    with pytest.raises(UndeclaredAccess, match="does not say"):
        access_of(view)
    with pytest.raises(ValueError, match="name a permission"):
        access.needs()


def test_views_of_libraries_are_declared_in_the_settings(settings):
    settings.LIBRARY_ACCESS = {
        "motcua.foundation.tests.web": "motcua.foundation.tests.web.test_gate.LIBRARY"
    }

    assert access_of(view).audience is access.Audience.PUBLIC


def test_a_stranger_is_sent_to_the_sign_in_page_and_comes_back():
    answer = call(declared(access.official), actors.ANONYMOUS)

    assert answer.status_code == 302
    assert answer.url == "/sign-in/?next=%2Fsomewhere%2F%3Fpage%3D2"


@pytest.mark.django_db
def test_who_may_not_reads_a_page_that_says_what_to_do():
    answer = call(declared(access.needs(SIGN)), OFFICIAL)

    assert answer.status_code == 403
    assert str(errors.NotPermitted.message) in answer.content.decode()


def test_who_may_goes_on():
    assert call(declared(access.needs(SIGN)), SIGNER) is None


class TooLate(errors.Conflict):
    code = "tests.too_late"
    message = gettext_lazy("Too late by %(days)s days.")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (TooLate(days=3), 409),
        (errors.NotPermitted(), 403),
        (errors.NotFound(), 404),
        (errors.Invalid(faults=(errors.Fault("name", "Write the name."),)), 422),
        (errors.Unavailable(), 503),
        (errors.DomainError(), 400),
    ],
)
@pytest.mark.django_db
def test_a_refusal_has_the_status_of_its_family_as_page_and_as_json(error, status):
    page = call(view, PERSON, error=error)
    problem = call(
        view, PERSON, RequestFactory().get("/", headers={"accept": "application/json"}), error
    )

    assert page.status_code == problem.status_code == status
    assert problem["content-type"] == "application/problem+json"
    told = json.loads(problem.content)
    assert (told["status"], told["code"]) == (status, error.code)
    assert told["title"] == str(error)


def test_a_refusal_says_its_details():
    assert str(TooLate(days=3)) == "Too late by 3 days."
    problem = call(
        view,
        PERSON,
        RequestFactory().get("/api/x"),
        errors.Invalid(faults=(errors.Fault("name", "Write the name."),)),
    )

    assert json.loads(problem.content)["faults"] == [{"path": "name", "message": "Write the name."}]


def test_a_bug_is_not_answered():
    assert call(view, PERSON, error=ValueError()) is None


@pytest.mark.django_db
def test_a_stranger_who_wants_json_is_refused_in_json():
    request = RequestFactory().get("/api/things")

    answer = call(declared(access.signed_in), actors.ANONYMOUS, request)

    assert answer.status_code == 403
    assert json.loads(answer.content)["code"] == "foundation.not_permitted"


urlpatterns = [path("", view)]
