"""Keeping the nodes and the agencies with whom documents are exchanged."""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.events import publish
from motcua.foundation.text import fold

from ..errors import NotAPeer, PeerCodeTaken
from ..events import AgencyEntered, PeerChanged
from ..models import CODE, Agency, Peer
from ..permissions import MANAGE
from ..rules.ways import EVERYBODY

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def clean_fingerprint(text: str) -> str:
    """Return a SHA-256 fingerprint in our form; colons, blanks and case do not matter."""
    return re.sub(r"[^0-9a-f]", "", text.lower().removeprefix("sha256").lstrip(" =:"))


@transaction.atomic
def save_peer(
    *,
    actor: Actor,
    code: str,
    name: str,
    transport: str,
    at: datetime,
    address: str = "",
    fingerprints: Sequence[str] = (),
    serves: Sequence[str] = (),
    dialect: str = "",
    is_active: bool = True,
    peer_id: UUID | None = None,
) -> UUID:
    """Enter a node, or change its entry.

    Args:
        code: Its agency's identification code.
        fingerprints: SHA-256 of the certificates that it shows; two while it changes them.
        serves: Other agencies that it leads to and may speak for; ``*``: everybody else.
        peer_id: The entry to change; None: the one with this code, or a new one.

    Raises:
        NotPermitted: The actor does not keep the nodes.
        NotAPeer: The entry has faults.
        PeerCodeTaken: Another entry has the code.

    Publishes:
        PeerChanged
    """
    MANAGE.require(actor)
    pins = [clean_fingerprint(each) for each in fingerprints if each.strip()]
    faults = _faults(code=code, name=name, fingerprints=pins, serves=serves)
    if faults:
        raise NotAPeer(faults=tuple(faults))
    holder = Peer.objects.select_for_update().filter(code=code).first()
    if holder is not None and peer_id not in {None, holder.id}:
        raise PeerCodeTaken(peer=code)
    row = holder or (Peer.objects.select_for_update().get(id=peer_id) if peer_id else Peer())
    row.code, row.name, row.transport, row.address = code, name, transport, address.rstrip("/")
    row.fingerprints, row.serves, row.dialect = pins, list(serves), dialect
    row.is_active = is_active
    row.save()
    event = PeerChanged(
        peer_id=row.id,
        peer_code=code,
        address=row.address,
        fingerprints=tuple(pins),
        is_active=is_active,
    )
    publish(event, by=actor, at=at)
    return row.id


def _faults(
    *, code: str, name: str, fingerprints: Sequence[str], serves: Sequence[str]
) -> list[Fault]:
    faults = []
    if not re.fullmatch(CODE, code):
        faults.append(Fault(path="code", message=_("Write the code like H24.01.02.")))
    if not name.strip():
        faults.append(Fault(path="name", message=_("Name the agency that runs the node.")))
    if any(not _FINGERPRINT.fullmatch(each) for each in fingerprints):
        words = _("A fingerprint has 64 characters 0-9 and a-f (SHA-256).")
        faults.append(Fault(path="fingerprints", message=words))
    if any(each != EVERYBODY and not re.fullmatch(CODE, each) for each in serves):
        words = _("Write codes like H24.01, one in each line, or * for everybody else.")
        faults.append(Fault(path="serves", message=words))
    return faults


@transaction.atomic
def save_agency(
    *,
    actor: Actor,
    code: str,
    name: str,
    at: datetime,
    unit_id: UUID | None = None,
    legacy_code: str = "",
    email: str = "",
    phone: str = "",
    address: str = "",
    website: str = "",
    is_active: bool = True,
) -> None:
    """Enter an agency to write to, or say under which code a unit of ours exchanges.

    Raises:
        NotPermitted: The actor does not keep the nodes.
        NotAPeer: The entry has faults.

    Publishes:
        AgencyEntered

    Law:
        QD 20/2020
    """
    MANAGE.require(actor)
    faults = _faults(code=code, name=name, fingerprints=(), serves=())
    if faults:
        raise NotAPeer(faults=tuple(faults))
    values = {
        "name": name,
        "folded": fold(name),
        "unit_id": unit_id,
        "legacy_code": legacy_code,
        "email": email,
        "phone": phone,
        "address": address,
        "website": website,
        "is_active": is_active,
    }
    row, _is_new = Agency.objects.update_or_create(code=code, defaults=values)
    event = AgencyEntered(agency_id=row.id, agency_code=code, name=name, unit_id=unit_id)
    publish(event, by=actor, at=at, unit_id=unit_id)
