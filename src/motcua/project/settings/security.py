"""Keys, cookies, sign-in."""

import secrets

from motcua.project import embedded

from . import env

DEMO = env.flag(
    "MOTCUA_DEMO",
    default=False,
    meaning="1: the demo city: entry cards, inbox page. Never in production.",
)
DEBUG = env.flag(
    "MOTCUA_DEBUG", default=False, meaning="1: Django's debug pages. Never in production."
)
HTTPS = env.flag("MOTCUA_HTTPS", default=False, meaning="1: the site stands behind HTTPS.")
SITE_URL = env.text(
    "MOTCUA_SITE_URL",
    default="http://localhost:8765",
    meaning="Address under which people reach the site; QR codes carry it.",
).rstrip("/")
ALLOWED_HOSTS = env.text(
    "MOTCUA_HOSTS",
    default="localhost,127.0.0.1,[::1],testserver",
    meaning="Names of the site, by comma.",
).split(",")


def _secret_key() -> str:
    """Return the installation's key: from the environment, or made once beside the data."""
    given = env.text("MOTCUA_SECRET_KEY", default="", meaning="Key for cookies; empty: made once.")
    if given:
        return given
    file = embedded.data_dir() / "secret-key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text()


SECRET_KEY = _secret_key()
AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["motcua.kernel.identity.web.backends.HouseBackend"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/account/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
SESSION_ENGINE = "motcua.foundation.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
IDLE_MINUTES_OFFICIALS = env.number(
    "MOTCUA_IDLE_MINUTES_OFFICIALS",
    default=480 if DEMO else 15,
    meaning="An official's session ends after so many minutes without a request.",
)
IDLE_MINUTES_CITIZENS = env.number(
    "MOTCUA_IDLE_MINUTES_CITIZENS",
    default=480 if DEMO else 30,
    meaning="A citizen's session ends after so many minutes without a request.",
)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
# Views of libraries: who may call them (dotted prefix of the view → access).
LIBRARY_ACCESS: dict[str, str] = {}

STASH_POST = "motcua.kernel.identity.api.stash_post"

ACCOUNT_ADAPTER = "motcua.kernel.identity.web.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "motcua.kernel.identity.web.forms.SignInForm",
    "reauthenticate": "motcua.kernel.identity.web.forms.ConfirmPasswordForm",
    "change_password": "motcua.kernel.identity.web.forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGOUT_REDIRECT_URL
# One address may be a whole office; wrong passwords are counted per name by our own throttle.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip,5/5m/key"}
MFA_ADAPTER = "motcua.kernel.identity.web.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "motcua.kernel.identity.web.forms.CodeForm",
    "reauthenticate": "motcua.kernel.identity.web.forms.ConfirmCodeForm",
    "activate_totp": "motcua.kernel.identity.web.forms.AddAppForm",
    "add_webauthn": "motcua.kernel.identity.web.forms.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Một Cửa"
MFA_TOTP_TOLERANCE = 1

VNEID_ISSUER = env.text(
    "MOTCUA_VNEID_ISSUER",
    default="http://localhost:8766" if DEMO else "",
    meaning="Address of the national identity provider; empty: no sign-in with VNeID.",
).rstrip("/")
VNEID_CLIENT_ID = env.text(
    "MOTCUA_VNEID_CLIENT_ID",
    default="motcua",
    meaning="Our name at the national identity provider.",
)
VNEID_CLIENT_SECRET = env.text(
    "MOTCUA_VNEID_CLIENT_SECRET",
    default="motcua-demo-secret" if DEMO else "",
    meaning="Our secret at the national identity provider.",
)
VNEID_PERSONS = embedded.data_dir() / "vneid-persons.json"
SOCIALACCOUNT_ADAPTER = "motcua.integrations.vneid.adapter.VneidAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "vneid": {
        "APPS": [
            {
                "provider_id": "vneid",
                "name": "VNeID",
                "client_id": VNEID_CLIENT_ID,
                "secret": VNEID_CLIENT_SECRET,
                "settings": {"server_url": VNEID_ISSUER, "token_auth_method": "client_secret_post"},
            }
        ]
        if VNEID_ISSUER
        else []
    }
}
CSP_EXTRA = {"form-action": (VNEID_ISSUER,)} if VNEID_ISSUER else {}
