"""Agencies and the nodes that lead to them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.foundation import modules
from motcua.foundation.text import fold
from motcua.kernel.organisation import api as organisation

from ..errors import NoOwnCode
from ..models import Agency, Peer
from ..ports import Codec, Transport
from ..rules import ways
from ..types import AgencyInfo


def active_peers() -> tuple[Peer, ...]:
    """Return the nodes with whom we exchange."""
    return tuple(Peer.objects.filter(is_active=True).order_by("code"))


def find_peer_by_fingerprint(fingerprint: str) -> Peer | None:
    """Return the node that shows a certificate with this fingerprint (SHA-256, hexadecimal)."""
    return Peer.objects.filter(is_active=True, fingerprints__contains=[fingerprint.lower()]).first()


def find_agencies(codes: Iterable[str]) -> dict[str, Agency]:
    """Return the agencies of codes, the old kind of code as well; by the code that was asked."""
    wanted = set(codes)
    found = Agency.objects.filter(Q(code__in=wanted) | Q(legacy_code__in=wanted - {""}))
    by_code: dict[str, Agency] = {}
    for each in found:
        by_code |= {code: each for code in (each.code, each.legacy_code) if code in wanted}
    return by_code


def own_agency(unit_id: UUID) -> Agency:
    """Return the agency in whose name a unit sends: its own code, or that of its authority.

    Raises:
        NoOwnCode: Neither has one.
    """
    found = Agency.objects.filter(unit_id=unit_id, is_active=True).first()
    if found is None:
        authority = organisation.authority_of(unit_id)
        found = Agency.objects.filter(unit_id=authority.id, is_active=True).first()
    if found is None:
        raise NoOwnCode
    return found


def agency_code(unit_id: UUID) -> str | None:
    """Return the identification code under which a unit exchanges, or None."""
    try:
        return own_agency(unit_id).code
    except NoOwnCode:
        return None


def is_reachable(agency: Agency, peers: Iterable[Peer]) -> bool:
    """Tell whether a packet can go to an agency."""
    return agency.unit_id is not None or ways.way_to(peers, agency.code) is not None


def list_agencies(*, text: str = "", limit: int = 50) -> tuple[AgencyInfo, ...]:
    """Return agencies to write to whose name or code holds the text, by code."""
    peers = active_peers()
    found = Agency.objects.filter(is_active=True)
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(code__istartswith=word))
    return tuple(
        each.info(is_reachable=is_reachable(each, peers)) for each in found.order_by("code")[:limit]
    )


def agencies(codes: Iterable[str]) -> dict[str, AgencyInfo]:
    """Return what is known of agencies, by the code that was asked; unknown ones are left out."""
    peers = active_peers()
    return {
        code: each.info(is_reachable=is_reachable(each, peers))
        for code, each in find_agencies(codes).items()
    }


def agencies_to_write_to(
    *, names: Iterable[str] = (), unit_ids: Iterable[UUID] = ()
) -> tuple[AgencyInfo, ...]:
    """Return the agencies of names or of units of the house to whom a way leads; two queries.

    Case and diacritics of the names do not matter.
    """
    wanted = Q(folded__in={fold(name) for name in names} - {""}) | Q(unit_id__in=set(unit_ids))
    peers = active_peers()
    found = Agency.objects.filter(wanted, is_active=True).order_by("code")
    return tuple(each.info(is_reachable=True) for each in found if is_reachable(each, peers))


def list_peers() -> QuerySet[Peer]:
    """List the nodes, those in use first."""
    return Peer.objects.order_by("-is_active", "code")


def transports() -> dict[str, Transport]:
    """Return the ways to other nodes that this installation can use, by code."""
    return {each.code: each for each in modules.provided(Transport) if each.is_configured()}


def codecs() -> dict[str, Codec]:
    """Return the formats of packets, the usual one first, by code."""
    return {each.code: each for each in modules.provided(Codec)}


def find_peer_of(transport: str) -> Peer | None:
    """Return the node that is reached by a way which has only one, such as the axis."""
    return Peer.objects.filter(transport=transport, is_active=True).order_by("code").first()
