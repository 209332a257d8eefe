"""In and out."""

from typing import Any

from allauth.account.internal import flows
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.foundation import access, modules
from motcua.foundation.http import Request

from ... import use_cases
from ...models import Account
from ...types import Persona
from ..adapters import DEMO_CARD_KEY


class SignIn(LoginView):  # type: ignore[misc] # the library is untyped
    """VNeID for everybody; user name, password and passkey for officials; cards in the demo."""

    template_name = "identity/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows."""
        request: HttpRequest = self.request
        providers = get_social_adapter().list_providers(request)
        return {
            **super().get_context_data(**kwargs),
            "providers": [(one.name, one.get_login_url(request)) for one in providers],
            "personas": modules.provided(Persona) if settings.DEMO else (),
            "next": get_next_redirect_url(request) or "",
        }


@access.public
@require_POST
def enter_demo(request: Request) -> HttpResponse:
    """Enter the demo city as one of its invented persons."""
    username = request.POST.get("username", "")
    offered = {persona.username for persona in modules.provided(Persona)} if settings.DEMO else ()
    account = Account.objects.filter(username=username).first() if username in offered else None
    if account is None:
        raise Http404
    if request.user.is_authenticated:
        logout(request)
    login = Login(user=account, redirect_url=get_next_redirect_url(request))
    request.session[DEMO_CARD_KEY] = True
    answer: HttpResponse = perform_login(request, login)
    return answer


@access.public
@never_cache
def sign_out(request: Request) -> HttpResponse:
    """Leave; by a button, so that no other site can send somebody away."""
    if request.method != "POST":
        if not request.actor.is_signed_in:
            return redirect("account_login")
        return render(request, "identity/sign_out.html")
    if request.actor.account_id is not None:
        use_cases.record_sign_out(
            actor=request.actor, account_id=request.actor.account_id, at=request.at
        )
    flows.logout.logout(request, show_message=False)
    return redirect(settings.LOGOUT_REDIRECT_URL)
