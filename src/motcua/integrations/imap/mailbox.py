"""A mailbox read over IMAP 4rev1, without changing anything in it."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

SECONDS = 30
LARGEST = 50 * 1024 * 1024
MOST = 50  # letters of one visit; the others are fetched at the next one
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_REFUSED = (imaplib.IMAP4.error, ssl.SSLError, ValueError)


class ImapMailbox:
    """The folder of an address ``imaps://user:password@host:993/INBOX``.

    ``imap://`` is spoken with STARTTLS, but for this machine itself. The folder is opened for
    reading only: what people see of it does not change.
    """

    def __init__(self, address: str) -> None:
        self.address = urlsplit(address)

    def validity(self) -> int:
        """Return the age of the mailbox's numbers: another value means that all count anew.

        Raises:
            OSError: The mailbox does not answer.
        """
        with self._open() as line:
            _kind, said = line.response("UIDVALIDITY")
            return int(said[0] or 0)

    def letters(self, *, after: int) -> Iterator[tuple[int, bytes | None]]:
        """Return number and source of the letters after a number, oldest first.

        Raises:
            OSError: The mailbox does not answer.
        """
        with self._open() as line:
            _kind, said = line.uid("SEARCH", f"UID {after + 1}:*")
            numbers = sorted(int(each) for each in (said[0] or b"").split())
            # "n:*" always names the last letter, also when it is older
            for number in [each for each in numbers if each > after][:MOST]:
                yield number, _source(line, number)

    @contextmanager
    def _open(self) -> Iterator[imaplib.IMAP4]:
        try:
            line = self._connect()
            try:
                line.login(
                    unquote(self.address.username or ""), unquote(self.address.password or "")
                )
                kind, said = line.select(self.address.path.strip("/") or "INBOX", readonly=True)
                if kind != "OK":
                    raise ConnectionError(f"the folder cannot be opened: {said!r}")
                yield line
            finally:
                line.logout()
        except _REFUSED as error:
            raise ConnectionError(str(error)) from error

    def _connect(self) -> imaplib.IMAP4:
        host, trust = self.address.hostname or "localhost", ssl.create_default_context()
        if self.address.scheme == "imaps":
            return imaplib.IMAP4_SSL(
                host, self.address.port or 993, ssl_context=trust, timeout=SECONDS
            )
        line = imaplib.IMAP4(host, self.address.port or 143, timeout=SECONDS)
        if host not in {"localhost", "127.0.0.1", "::1"}:
            line.starttls(trust)
        return line


def _source(line: imaplib.IMAP4, number: int) -> bytes | None:
    """Return a letter as it lies there, unread as before; None of one that is too large."""
    _kind, said = line.uid("FETCH", str(number), "(RFC822.SIZE)")
    found = _SIZE.search(b" ".join(each for each in said if isinstance(each, bytes)))
    if found is None or int(found[1]) > LARGEST:
        return None
    _kind, said = line.uid("FETCH", str(number), "(BODY.PEEK[])")
    parts = [each[1] for each in said if isinstance(each, tuple)]
    return parts[0] if parts else None
