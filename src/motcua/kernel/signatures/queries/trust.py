"""Whom the installation trusts."""

from django.conf import settings
from django.utils.module_loading import import_string

from ..errors import ProviderNotConfigured
from ..ports import SigningProvider, TrustSource
from ..types import Role, TrustAnchor


def signing_provider(role: Role = Role.PERSON) -> SigningProvider:
    """Return the provider that the settings name for signers of this capacity.

    Raises:
        ProviderNotConfigured: They name none.
    """
    path = provider_path(role)
    if not path:
        raise ProviderNotConfigured(reason="no signing provider is named.")
    provider: SigningProvider = import_string(path)()
    return provider


def provider_path(role: Role) -> str:
    """Return the dotted path of the provider; organisations may have one of their own."""
    own = settings.SEALING_PROVIDER if role is Role.ORGANISATION else ""
    return str(own or settings.SIGNING_PROVIDER)


def trust_sources() -> tuple[TrustSource, ...]:
    """Return the sources of trust that the settings name."""
    return tuple(import_string(path)() for path in settings.TRUST_SOURCES)


def trust_anchors() -> tuple[TrustAnchor, ...]:
    """Return all roots."""
    return tuple(anchor for source in trust_sources() for anchor in source.anchors())
