"""Tokens and digests, as pure functions."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any
from uuid import UUID

_LENGTH = 24


def token_of(invitation_id: UUID, *, key: str) -> str:
    """Return the token that opens an invitation: its id and a seal that only this house can make.

    Nothing of it is stored, so that whoever reads the database cannot open an invitation, and yet
    the one who invites can show the QR code again.
    """
    seal = hmac.new(
        key.encode(), b"representation.invitation" + invitation_id.bytes, hashlib.sha256
    )
    return f"{invitation_id.hex}-{urlsafe_b64encode(seal.digest()).decode()[:_LENGTH]}"


def read_token(token: str, *, key: str) -> UUID | None:
    """Return the invitation that a token opens; None for a token that was not made here."""
    try:
        invitation_id = UUID(hex=token.partition("-")[0])
    except ValueError:
        return None
    expected = token_of(invitation_id, key=key)
    return invitation_id if hmac.compare_digest(token.encode(), expected.encode()) else None


def digest_of(answers: Mapping[str, Any]) -> str:
    """Return the digest of what somebody agrees to, whatever the order of its keys."""
    text = json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
