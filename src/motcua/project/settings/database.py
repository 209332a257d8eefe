"""PostgreSQL, and nothing else."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from motcua.project import embedded

from . import env


def parse_db(url: str) -> dict[str, Any]:
    """Read a PostgreSQL address into Django's terms; ``host=`` in the query is a socket folder."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": parts.port or "",
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": POOL_SIZE, "timeout": 30},
            # The same few hundred statements all day: planned once, they cost the server half.
            "server_side_binding": PREPARE_AFTER > 0,
            "prepare_threshold": PREPARE_AFTER or None,
            **query,
        },
    }


PREPARE_AFTER = env.number(
    "MOTCUA_PREPARE_AFTER",
    default=3,
    meaning="A statement is planned once after so many uses; 0: never (PgBouncer before 1.21).",
)
POOL_SIZE = env.number(
    "MOTCUA_POOL_SIZE", default=8, meaning="Most database connections of one process."
)
DATABASE_URL = env.text(
    "DATABASE_URL",
    default="",
    meaning="Address of the PostgreSQL server; empty: the embedded server.",
)
DATABASES = {"default": parse_db(DATABASE_URL or embedded.address())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
