"""The two stops on the way through VNeID."""

import requests
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import (
    OAuth2CallbackView,
    OAuth2LoginView,
    OAuth2View,
)
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from motcua.foundation import access
from motcua.foundation.errors import Unavailable
from motcua.foundation.http import Request

from .provider import VneidOAuth2Adapter


class VneidSilent(Unavailable):
    """VNeID does not answer."""

    code = "vneid.silent"
    message = _("VNeID does not answer at the moment. Please try again in a few minutes.")


def _ask(step: type[OAuth2View], request: Request) -> HttpResponse:
    try:
        answer: HttpResponse = step.adapter_view(_adapter(request))(request)
    except requests.RequestException as error:
        raise VneidSilent from error
    return answer


def _adapter(request: Request) -> VneidOAuth2Adapter:
    adapter = VneidOAuth2Adapter(request, "vneid")
    try:
        adapter.get_provider()
    except SocialApp.DoesNotExist as missing:
        raise Http404 from missing
    return adapter


@access.public
def start(request: Request) -> HttpResponse:
    """Send the browser to VNeID; a bare link leads to the sign-in page first."""
    if request.method != "POST":
        following = {key: request.GET[key] for key in ("next",) if key in request.GET}
        return redirect(f"/sign-in/?{urlencode(following)}" if following else "/sign-in/")
    return _ask(OAuth2LoginView, request)


@access.public
def come_back(request: Request) -> HttpResponse:
    """Take the code that VNeID sends with the browser, and sign the person in."""
    return _ask(OAuth2CallbackView, request)
