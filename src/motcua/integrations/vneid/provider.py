"""VNeID as a provider of django-allauth: OpenID Connect with PKCE, nonce and a checked token."""

import secrets
from collections.abc import Mapping
from typing import Any

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from . import claims


class VneidOAuth2Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc] # the library is untyped
    """Talks to the provider; believes no token whose signature it has not checked."""

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Return the address to which the provider sends the browser back."""
        return request.build_absolute_uri(reverse("vneid_callback"))

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        self.did_fetch_access_token = False  # the library would trust the connection otherwise
        decoded: dict[str, Any] = super()._decode_id_token(app, id_token)
        return decoded


class VneidProvider(OpenIDConnectProvider):  # type: ignore[misc] # the library is untyped
    """The national electronic identity."""

    id = "vneid"
    name = "VNeID"
    oauth2_adapter_class = VneidOAuth2Adapter
    pkce_enabled_default = True

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        """Return the address of the page that leads to VNeID."""
        return reverse("vneid_login")

    def get_default_scope(self) -> list[str]:
        """Return what we ask for: VNeID gives its claims to ``openid`` alone."""
        return ["openid"]

    def get_auth_params(self) -> dict[str, str]:
        """Return the level of assurance that we ask for."""
        return {"acr_values": "LoA1"}

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Take from the request only where to go afterwards, nothing that is sent to VNeID."""
        asked: dict[str, Any] = super().get_redirect_from_request_kwargs(request)
        next_url = {"next_url": asked["next_url"]} if "next_url" in asked else {}
        return {"process": AuthProcess.LOGIN, **next_url}

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """Send the browser to VNeID, with a nonce that has to come back in the token."""
        nonce = secrets.token_urlsafe(16)
        answer: HttpResponse = super().redirect(
            request,
            process,
            next_url,
            data,
            auth_params={**self.get_auth_params(), "nonce": nonce},
            nonce=nonce,
        )
        return answer

    def extract_uid(self, data: Mapping[str, Any]) -> str:
        """Return what an account is known by: the personal number, else its id at VNeID."""
        return _read(data).key

    def extract_extra_data(self, data: Mapping[str, Any]) -> dict[str, str]:
        """Keep of the claims only the account's id: a person's data have one place in the house."""
        return {"sub": str(data["userinfo"].get("sub", ""))}

    def extract_common_fields(self, data: Mapping[str, Any]) -> dict[str, str]:
        """Return nothing: accounts are opened by our own use case."""
        return {}

    def extract_email_addresses(self, data: Mapping[str, Any]) -> list[Any]:
        """Return nothing: nobody is recognised by an e-mail address."""
        return []

    def sociallogin_from_response(
        self, request: HttpRequest, response: Mapping[str, Any]
    ) -> SocialLogin:
        """Return the sign-in with the claims beside it, if token and claims are of one account."""
        token = response.get("id_token") or {}
        if not token or token.get("sub") != response["userinfo"].get("sub"):
            raise OAuth2Error("token and claims are not of one account")
        login = super().sociallogin_from_response(request, response)
        login.claims, login.nonce = _read(response), token.get("nonce")
        return login


def _read(data: Mapping[str, Any]) -> claims.Claims:
    try:
        return claims.read(data["userinfo"])
    except ValueError as error:
        raise OAuth2Error(str(error)) from error


provider_classes = [VneidProvider]
