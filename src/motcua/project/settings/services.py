"""Outside services and the implementations of ports."""

from pathlib import Path

from motcua.project import embedded

from . import env
from .security import DEMO

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {  # a file that is not in order is the verdict's business, not the log's
        "pyhanko": {"level": "CRITICAL"},
        "pyhanko_certvalidator": {"level": "CRITICAL"},
    },
}
LOCAL_AUTHORITY_DIR = embedded.data_dir() / "authority"
LOCAL_AUTHORITY_PORT = env.number(
    "MOTCUA_AUTHORITY_PORT", default=8767, meaning="Port of the local test authority, when founded."
)
SIGNING_PROVIDER = env.text(
    "MOTCUA_SIGNING",
    default="motcua.integrations.local_authority.provider.LocalAuthority" if DEMO else "",
    meaning="Dotted path of the signing provider; empty: the demo has its test authority, "
    "elsewhere nothing is signed.",
)
SEALING_PROVIDER = env.text(
    "MOTCUA_SEALING",
    default="",
    meaning="Dotted path of the provider of organisations' keys; empty: as MOTCUA_SIGNING.",
)
SIGNATURE_LEVELS = {
    "PERSON": env.text(
        "MOTCUA_LEVEL_PERSON",
        default="LT",
        meaning="PAdES level of a person's signature: B, T, LT or LTA.",
    ),
    "ORGANISATION": env.text(
        "MOTCUA_LEVEL_SEAL",
        default="LTA",
        meaning="PAdES level of an organisation's signature: B, T, LT or LTA.",
    ),
}
SIGNING_PATIENCE = env.number(
    "MOTCUA_SIGNING_PATIENCE",
    default=300,
    meaning="Seconds that a signer has for confirming on his telephone.",
)
SEAL_DIAMETER_MM = env.number(
    "MOTCUA_SEAL_MM", default=36, meaning="Diameter of the seal's picture on papers, in mm."
)
TIMESTAMP_URL = env.text(
    "MOTCUA_TSA",
    default="",
    meaning="Address of the trusted time service (RFC 3161) for keys of tokens and remote signing.",
)
TRUST_DIR = Path(
    env.text(
        "MOTCUA_TRUST",
        default="",
        meaning="Folder of trusted root certificates; empty: `trust` in the data folder.",
    )
    or embedded.data_dir() / "trust"
)
TRUST_SOURCES = [
    "motcua.integrations.anchors.folder.AnchorFolder",
    "motcua.integrations.local_authority.trust.LocalTrust",
]
