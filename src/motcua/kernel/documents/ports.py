"""What is asked of outside systems."""

from typing import Protocol

from .types import MediaType, PageText


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


class TextRecogniser(Protocol):
    """A program that recognises the letters on pictures and scans.

    ``settings.TEXT_RECOGNISER`` names the implementation.
    """

    def recognise(self, content: bytes, media_type: MediaType, page: int) -> PageText:
        """Return what stands on a page of a PDF or a picture; the first page is 0.

        Raises:
            RecogniserSilent: It is not installed or does not answer.
            PageUnreadable: The page is over a limit, or damaged.
        """
        ...
