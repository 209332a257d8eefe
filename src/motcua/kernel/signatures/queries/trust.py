"""Whom the installation trusts."""

from django.conf import settings
from django.utils.module_loading import import_string

from ..errors import ProviderNotConfigured
from ..ports import SigningProvider, TrustSource
from ..types import TrustAnchor


def signing_provider() -> SigningProvider:
    """Return the provider that the settings name.

    Raises:
        ProviderNotConfigured: They name none.
    """
    if not settings.SIGNING_PROVIDER:
        raise ProviderNotConfigured(reason="no signing provider is named.")
    provider: SigningProvider = import_string(settings.SIGNING_PROVIDER)()
    return provider


def trust_sources() -> tuple[TrustSource, ...]:
    """Return the sources of trust that the settings name."""
    return tuple(import_string(path)() for path in settings.TRUST_SOURCES)


def trust_anchors() -> tuple[TrustAnchor, ...]:
    """Return all roots."""
    return tuple(anchor for source in trust_sources() for anchor in source.anchors())
