"""What is asked of outside systems."""

from typing import Protocol


class VirusScanner(Protocol):
    """A program that knows malicious content.

    ``settings.VIRUS_SCANNER`` names the implementation.
    """

    def find_virus(self, content: bytes) -> str | None:
        """Return the name of the virus in ``content``, or None.

        Raises:
            ScannerSilent: It does not answer, or not in time.
        """
        ...
