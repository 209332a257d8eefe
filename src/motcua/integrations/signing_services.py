"""What every provider of real keys shares: time and status services, whose key is which."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend

from motcua.kernel.signatures import api as signatures

SECONDS = 10


class OutsideServices:
    """The services around a key, reached over HTTP."""

    def timestamper(self) -> Any:
        """Return a client of the time service in the settings.

        Raises:
            ProviderNotConfigured: None is named.
        """
        if not settings.TIMESTAMP_URL:
            raise signatures.ProviderNotConfigured(reason="no time service (MOTCUA_TSA) is named.")
        return RequestsHTTPTimeStamper(settings.TIMESTAMP_URL, timeout=SECONDS)

    def fetchers(self) -> Any:
        """Return a client of status services over HTTP."""
        return RequestsFetcherBackend(per_request_timeout=SECONDS)


def keys_by_holder() -> dict[str, str]:
    """Return the key that the operator's file gives to a holder's id; nothing without a file."""
    if not settings.SIGNING_KEYS:
        return {}
    return json.loads(Path(settings.SIGNING_KEYS).read_text())  # type: ignore[no-any-return] # texts, by the operator
