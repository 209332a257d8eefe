"""Our pages under the name ``identity``, the library's under the names by which it finds them."""

from allauth.account import views as account_library
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, include, path

from motcua.foundation import access

from .views import account, administration, signing_in

_SIGN_IN = [
    path("", access.public(signing_in.SignIn.as_view()), name="account_login"),
    path(
        "code/",
        access.public(factors.AuthenticateView.as_view(template_name="identity/code.html")),
        name="mfa_authenticate",
    ),
    path(
        "passkey/", access.public(webauthn.LoginWebAuthnView.as_view()), name="mfa_login_webauthn"
    ),
]
_CONFIRM = [
    path(
        "password/",
        access.official(
            account_library.ReauthenticateView.as_view(template_name="identity/confirm.html")
        ),
        name="account_reauthenticate",
    ),
    path(
        "code/",
        access.official(factors.ReauthenticateView.as_view(template_name="identity/confirm.html")),
        name="mfa_reauthenticate",
    ),
    path(
        "passkey/",
        access.official(
            webauthn.ReauthenticateWebAuthnView.as_view(
                template_name="identity/confirm_passkey.html"
            )
        ),
        name="mfa_reauthenticate_webauthn",
    ),
]
_METHODS = [
    path("", account.methods, name="mfa_index"),
    path(
        "password/",
        access.official(account.ChangePassword.as_view()),
        name="account_change_password",
    ),
    path(
        "app/",
        access.official(totp.ActivateTOTPView.as_view(template_name="identity/add_app.html")),
        name="mfa_activate_totp",
    ),
    path(
        "app/remove/",
        access.official(totp.DeactivateTOTPView.as_view(template_name="identity/remove_app.html")),
        name="mfa_deactivate_totp",
    ),
    path(
        "recovery-codes/",
        access.official(
            recovery_codes.ViewRecoveryCodesView.as_view(
                template_name="identity/recovery_codes.html"
            )
        ),
        name="mfa_view_recovery_codes",
    ),
    path(
        "recovery-codes/new/",
        access.official(
            recovery_codes.GenerateRecoveryCodesView.as_view(
                template_name="identity/new_recovery_codes.html"
            )
        ),
        name="mfa_generate_recovery_codes",
    ),
    path("passkeys/", account.methods, name="mfa_list_webauthn"),
    path(
        "passkeys/add/",
        access.official(
            webauthn.AddWebAuthnView.as_view(template_name="identity/add_passkey.html")
        ),
        name="mfa_add_webauthn",
    ),
    path(
        "passkeys/<int:pk>/remove/",
        access.official(
            webauthn.RemoveWebAuthnView.as_view(template_name="identity/remove_passkey.html")
        ),
        name="mfa_remove_webauthn",
    ),
]
_OURS = [
    path("sign-in/demo/", signing_in.enter_demo, name="enter_demo"),
    path("account/", account.account, name="account"),
    path("account/looks/", account.looks, name="looks"),
    path("admin/rights/", administration.rights, name="rights"),
    path("admin/rights/<slug:role>/", administration.role, name="role"),
    path("admin/accounts/", administration.accounts, name="accounts"),
    path("admin/accounts/<uuid:account_id>/open/", administration.activate, name="activate"),
    path("admin/accounts/<uuid:account_id>/close/", administration.deactivate, name="deactivate"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((_OURS, "identity"))),
    path("sign-in/", include(_SIGN_IN)),
    path("sign-out/", signing_in.sign_out, name="account_logout"),
    path("account/methods/", include(_METHODS)),
    path("account/confirm/", include(_CONFIRM)),
]
