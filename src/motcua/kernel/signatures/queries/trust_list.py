"""The administrator's list of roots as a source of trust."""

import logging

from django.db import DatabaseError, connection

from ..models import TrustedRoot
from ..types import AnchorKind, TrustAnchor

logger = logging.getLogger(__name__)


class TrustList:
    """Roots with their days, from the database; nothing where there is none at hand."""

    def anchors(self) -> tuple[TrustAnchor, ...]:
        """Return the roots, also those whose trust has ended."""
        try:
            with connection.cursor():  # an unreachable database is no source, and no error
                found = list(TrustedRoot.objects.order_by("valid_from", "id"))
        except DatabaseError as error:
            logger.info("the list of trusted roots cannot be read: %s", error)
            return ()
        return tuple(
            TrustAnchor(
                name=each.name,
                kind=AnchorKind(each.kind),
                certificate=bytes(each.certificate),
                valid_from=each.valid_from,
                valid_to=each.valid_to,
            )
            for each in found
        )

    def authorities(self) -> tuple[bytes, ...]:
        """Return none: the folder and the files themselves bring them."""
        return ()

    def revocation_lists(self) -> tuple[bytes, ...]:
        """Return none."""
        return ()
