"""clamd's INSTREAM over its socket."""

import socket
import struct
from pathlib import Path

from django.conf import settings

from motcua.kernel.documents import api as documents

PIECE = 64 * 1024
SECONDS = 30


class Clamd:
    """The scanner at ``settings.CLAMD_SOCKET``."""

    def find_virus(self, content: bytes) -> str | None:
        """Return the name of the virus in ``content``, or None.

        Raises:
            ScannerSilent: The daemon does not answer, or answers with a fault of its own.
        """
        try:
            answer = self._ask(content)
        except OSError as error:
            raise documents.ScannerSilent from error
        if answer == "stream: OK":
            return None
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        raise documents.ScannerSilent(answer=answer)

    def _ask(self, content: bytes) -> str:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(SECONDS)
            line.connect(str(Path(settings.CLAMD_SOCKET)))
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
            answer = b""
            while not answer.endswith(b"\0") and (more := line.recv(4096)):
                answer += more
        return answer.rstrip(b"\0").decode("utf-8", "replace").strip()
