"""Our answers to what django-allauth asks."""

from io import BytesIO
from typing import Any, cast

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.foundation import modules, sealing

from .. import queries, use_cases
from ..models import Account
from ..types import SignInMethod

_MESSAGES = {
    "account/messages/password_changed.txt": _("Your password has been changed."),
    "mfa/messages/totp_activated.txt": _("From now on we ask for a code from your phone as well."),
    "mfa/messages/totp_deactivated.txt": _("We no longer ask for a code from your phone."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes."),
    "mfa/messages/webauthn_added.txt": _("The passkey has been added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey has been removed."),
}
DEMO_CARD_KEY = "identity.demo_card"
_SECOND_FACTORS = "second factors"
_ADDRESS = "REMOTE_ADDR"


def client_address(request: HttpRequest) -> str:
    """Return the address from which a request comes, as the server in front has set it."""
    return str(request.META.get(_ADDRESS) or "")


def method_of(request: HttpRequest, account: Account) -> SignInMethod:
    """Return how the session's holder has just proved who he is."""
    if request.session.pop(DEMO_CARD_KEY, False):
        return SignInMethod.DEMO
    records = get_authentication_records(request, account)
    used = {(record.get("method"), record.get("passwordless", False)) for record in records}
    if ("socialaccount", False) in used:
        return SignInMethod.VNEID
    return SignInMethod.PASSKEY if ("mfa", True) in used else SignInMethod.PASSWORD


def landing_page(account: Account) -> str:
    """Return where somebody begins: the first page of an official's menu, a citizen's account."""
    if account.is_official:
        actor = queries.standing_of(account, timezone.now()).actor
        items = (item for config in modules.installed() for item in config.manifest.navigation)
        for item in sorted(items, key=lambda one: one.order):
            if item.needs is None or item.needs.held_by(actor):
                try:
                    return item.url if item.url.startswith("/") else reverse(item.url)
                except NoReverseMatch:
                    continue
    return str(settings.LOGIN_REDIRECT_URL)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library is untyped
    """Counts failures, records who comes in and leaves, and speaks the words of the house."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "User name or password is not correct. Check both and try again."
        ),
        "too_many_login_attempts": _(
            "Too many wrong attempts. Wait five minutes and try again, or ask your administrator."
        ),
        "incorrect_password": _("This password is not correct."),
        "enter_current_password": _("Write the password that you have now."),
        "account_inactive": _("This account is closed. Ask your administrator."),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse names and addresses that have failed too often."""
        username = str(credentials.get("username") or "")
        address = client_address(request)
        if queries.is_throttled(username=username, address=address, at=timezone.now()):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count and record a wrong password."""
        use_cases.record_failed_sign_in(
            username=str(credentials.get("username") or ""),
            address=client_address(request),
            at=timezone.now(),
        )

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        """Record that somebody came in."""
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        now = timezone.now()
        use_cases.record_sign_in(
            actor=queries.standing_of(user, now).actor,
            username=user.username,
            method=method_of(request, user),
            address=client_address(request),
            at=now,
        )
        return answer

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where somebody goes who came in without being on the way to a page."""
        return landing_page(cast("Account", request.user))

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        """Tell somebody that his account is closed."""
        return render(request, "identity/closed.html", status=403)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse the library's own sign-up: accounts are opened by our use cases."""
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Say what happened in our own words, and nothing where the page shows it anyway."""
        template = kwargs.get("message_template") or (args[0] if args else None)
        text = kwargs.get("message") or _MESSAGES.get(str(template))
        if text:
            messages.add_message(request, level, text)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # the library is untyped
    """Encrypts the secrets of second factors, and draws their QR codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not correct. Wait for the next one and type it again."),
        "cannot_delete_authenticator": _("This cannot be switched off."),
        "cannot_generate_recovery_codes": _("Add an authenticator app or a passkey first."),
    }

    def encrypt(self, text: str) -> str:
        """Encrypt a secret before it is stored."""
        return sealing.seal(text, purpose=_SECOND_FACTORS)

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt a stored secret."""
        return sealing.unseal(encrypted_text, purpose=_SECOND_FACTORS)

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code that an authenticator app reads."""
        drawn = BytesIO()
        segno.make_qr(url).save(drawn, kind="svg", scale=5, light="#fff", xmldecl=False)
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user: Account, type: str) -> str:  # noqa: A002 - the library's word
        """Propose a name for a new passkey."""
        return str(_("This computer"))
