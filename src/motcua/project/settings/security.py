"""Keys, cookies, sign-in."""

import secrets

from motcua.project import embedded

from . import env

DEMO = env.flag(
    "MOTCUA_DEMO", default=False, meaning="1: the demo city: entry cards, inbox page. Never in production."
)
DEBUG = env.flag("MOTCUA_DEBUG", default=False, meaning="1: Django's debug pages. Never in production.")
HTTPS = env.flag("MOTCUA_HTTPS", default=False, meaning="1: the site stands behind HTTPS.")
SITE_URL = env.text(
    "MOTCUA_SITE_URL",
    default="http://localhost:8765",
    meaning="Address under which people reach the site; QR codes carry it.",
).rstrip("/")
ALLOWED_HOSTS = env.text(
    "MOTCUA_HOSTS", default="localhost,127.0.0.1,[::1],testserver", meaning="Names of the site, by comma."
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
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
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
