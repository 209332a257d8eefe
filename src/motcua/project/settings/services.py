"""Outside services and the implementations of ports."""

from . import env
from .security import DEMO

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
LOCAL_AUTHORITY = "motcua.integrations.local_authority"
SIGNING_PROVIDER = env.text(
    "MOTCUA_SIGNING",
    default=f"{LOCAL_AUTHORITY}.provider.LocalAuthority" if DEMO else "",
    meaning="Dotted path of the signing provider; empty: the demo has its test authority, "
    "elsewhere nothing is signed.",
)
TRUST_SOURCES = [
    "motcua.integrations.local_authority.trust.AnchorFolder",
    "motcua.integrations.local_authority.trust.LocalTrust",
]
