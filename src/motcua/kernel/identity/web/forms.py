"""Forms of signing in: the library's checks, our words."""

from collections.abc import Iterable
from typing import Any

from allauth.account.forms import ChangePasswordForm as LibraryChangePasswordForm
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as LibraryConfirmCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import use_cases
from ..types import GrantReach
from .adapters import client_address


def _plain(form: forms.Form) -> None:
    """Take placeholders away: they vanish while one types, and labels are there."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc] # the library is untyped
    """User name and password of an official."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        self.fields["login"].label = _("User name")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["login"].error_messages["required"] = _("Write your user name.")
        self.fields["password"].error_messages["required"] = _("Write your password.")


class ConfirmPasswordForm(ReauthenticateForm):  # type: ignore[misc] # the library is untyped
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        self.fields["password"].label = _("Password")
        self.fields["password"].error_messages["required"] = _("Write your password.")


class ChangePasswordForm(LibraryChangePasswordForm):  # type: ignore[misc] # the library is untyped
    """The old password and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        self.fields["oldpassword"].label = _("The password that you have now")
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = _("At least 8 characters, not only digits.")
        self.fields["password2"].label = _("New password once more")


def _as_code(field: forms.Field) -> None:
    field.label = _("Code")
    field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}
    field.error_messages["required"] = _("Write the code.")


class CodeForm(AuthenticateForm):  # type: ignore[misc] # the library is untyped
    """The code that an authenticator app shows, or a recovery code; failures are recorded."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        _as_code(self.fields["code"])

    def _emit_authentication_failed(self, authenticator: Any) -> None:
        super()._emit_authentication_failed(authenticator)
        address = client_address(context.request)
        use_cases.record_failed_sign_in(
            username=self.user.username, address=address, at=timezone.now()
        )


class ConfirmCodeForm(LibraryConfirmCodeForm):  # type: ignore[misc] # the library is untyped
    """A code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        _as_code(self.fields["code"])


class AddAppForm(ActivateTOTPForm):  # type: ignore[misc] # the library is untyped
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        _as_code(self.fields["code"])
        self.fields["code"].help_text = _("Six digits, which change every half minute.")


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc] # the library is untyped
    """A name for a new passkey; the rest is between browser and device."""

    passwordless = forms.BooleanField(
        label=_("Sign in with this passkey alone, without a password"), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].help_text = _("By which you recognise it: this computer, my key …")


class GrantsForm(forms.Form):
    """How far one role holds each right; the fields are called after the permissions."""

    def __init__(self, data: Any, *, codes: Iterable[str]) -> None:
        super().__init__(data)
        for code in codes:
            self.fields[code] = forms.TypedChoiceField(
                choices=GrantReach.choices, coerce=GrantReach, required=False, empty_value=None
            )

    @property
    def reaches(self) -> dict[str, GrantReach]:
        """Return the reaches that were chosen."""
        return {code: reach for code, reach in self.cleaned_data.items() if reach is not None}
