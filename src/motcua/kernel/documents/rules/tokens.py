"""Codes by which papers are verified, and what the public may read of a holder."""

import base64
import secrets

TOKEN_LENGTH = 20  # base32 letters of 5 bits: 100 bits cannot be guessed


def reserve_token() -> str:
    """Return a new code for a paper, to stand in its QR code before the paper is signed.

    It is drawn by lot and written down only by ``register_paper``: one that is never used
    leaves no trace.
    """
    return base64.b32encode(secrets.token_bytes(13)).decode()[:TOKEN_LENGTH]


def clean_token(text: str) -> str:
    """Return what a person typed or scanned as a code: upper case, without blanks and dashes."""
    return "".join(text.split()).replace("-", "").upper()


def initials(full_name: str) -> str:
    """Return the initials of a name, all that a stranger with the paper's code may read.

    >>> initials("Nguyễn Thị Ánh")
    'N.T.Á.'
    """
    return "".join(f"{word[0].upper()}." for word in full_name.split())
