"""From a sign-in at VNeID to an account of ours."""

import logging
import secrets
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.shortcuts import render

from motcua.foundation import actors
from motcua.foundation.http import Request
from motcua.kernel.identity import api as identity

logger = logging.getLogger(__name__)
SYSTEM = actors.system("VNeID")


class VneidAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # the library is untyped
    """Lets the kernel decide whose account it is; the library only carries the sign-in."""

    def pre_social_login(self, request: Request, sociallogin: SocialLogin) -> None:
        """Check the nonce, take over the claims, and put the person's account into the sign-in."""
        sent = str(sociallogin.state.get("nonce") or "")
        if not sent or not secrets.compare_digest(sent, str(sociallogin.nonce or "")):
            logger.warning("VNeID: the nonce of a token does not fit")
            raise ImmediateHttpResponse(render(request, "vneid/failed.html", status=400))
        claims = sociallogin.claims
        if sociallogin.is_existing and claims.personal_number is None:
            return
        account = identity.admit_citizen(
            actor=SYSTEM,
            personal_number=claims.personal_number,
            full_name=claims.full_name,
            birth_date=claims.birth_date,
            gender=claims.gender,
            phone=claims.phone,
            email=claims.email,
            address=claims.address,
            nationality=claims.nationality,
            at=request.at,
        )
        user = get_user_model().objects.get(pk=account.id)
        if sociallogin.is_existing and sociallogin.user == user:
            return
        sociallogin.connect(request, user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Refuse the library's own sign-up: accounts are opened by our use case."""
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        """Tell the person what to do, in the frame of the house; the reason goes to the log."""
        cancelled = str(error) == "cancelled"
        if not cancelled:
            logger.warning("VNeID: sign-in failed: %s %r", error, exception)
        page = render(
            request,
            "vneid/failed.html",
            {"cancelled": cancelled},
            status=200 if cancelled else 400,
        )
        raise ImmediateHttpResponse(page)
