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
SIGNING_KEYS = env.text(
    "MOTCUA_SIGNING_KEYS",
    default="",
    meaning="JSON file that names, for ids of persons and units, their key on the token or at the "
    "signing service; whoever is not in it is found by name and organisation.",
)
TOKEN_LIBRARY = env.text(
    "MOTCUA_TOKEN_LIBRARY", default="", meaning="PKCS#11 library of the token or HSM (a .so file)."
)
TOKEN_LABEL = env.text("MOTCUA_TOKEN_LABEL", default="", meaning="Label of the token to use.")
TOKEN_PIN = env.text("MOTCUA_TOKEN_PIN", default="", meaning="PIN of the token's user.")
CSC_URL = env.text(
    "MOTCUA_CSC_URL",
    default="",
    meaning="Base address of the remote signing service, up to and without /csc/v1.",
)
CSC_VERSION = env.text(
    "MOTCUA_CSC_VERSION", default="v1", meaning="Version of the CSC API there: v1 or v2."
)
CSC_CLIENT = env.text(
    "MOTCUA_CSC_CLIENT", default="", meaning="Our name at the remote signing service."
)
CSC_SECRET = env.text(
    "MOTCUA_CSC_SECRET", default="", meaning="Our secret at the remote signing service."
)
TRUST_DIR = Path(
    env.text(
        "MOTCUA_TRUST",
        default="",
        meaning="Folder of trusted root certificates; empty: `trust` in the data folder.",
    )
    or embedded.data_dir() / "trust"
)
RENEW_BEFORE_DAYS = env.number(
    "MOTCUA_RENEW_BEFORE_DAYS",
    default=365,
    meaning="Days before the end of an archive timestamp's proof at which another is added.",
)
TRUST_SOURCES = [
    "motcua.kernel.signatures.queries.trust_list.TrustList",
    "motcua.integrations.anchors.folder.AnchorFolder",
    "motcua.integrations.local_authority.trust.LocalTrust",
]
