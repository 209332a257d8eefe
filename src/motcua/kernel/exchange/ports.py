"""What is asked of formats and of outside systems."""

from abc import ABC, abstractmethod
from collections.abc import Iterable

from .types import Collected, Packet, ParcelInfo, PeerInfo, Reading, StatusReport


class Codec(ABC):
    """A format of packets; an integration provides instances in its manifest."""

    code: str

    @abstractmethod
    def write(self, message: Packet | StatusReport) -> bytes:
        """Return the packet as it travels; attachments carry their content.

        Raises:
            PacketIncomplete: Something is missing that the format asks for.
        """

    @abstractmethod
    def knows(self, content: bytes) -> bool:
        """Tell at a glance whether ``content`` may be of this format."""

    @abstractmethod
    def read(self, content: bytes) -> Reading:
        """Read a packet.

        Raises:
            PacketUnreadable: It is not one; the faults name each element.
        """


class Transport(ABC):
    """A way to other nodes; an integration provides an instance in its manifest.

    It is called outside any transaction and may deliver a parcel twice: whoever gets it knows the
    id and the hash again.
    """

    code: str
    title: str

    @abstractmethod
    def is_configured(self) -> bool:
        """Tell whether this installation can use it; else it is not offered."""

    @abstractmethod
    def deliver(self, parcel: ParcelInfo, peer: PeerInfo) -> None:
        """Hand a parcel over; returning means that the other side has stored it durably.

        Raises:
            ParcelRefused: The other side will never take it; the text says why.
            PeerSilent: It may succeed later.
        """

    def collect(self) -> Iterable[Collected]:
        """Return packets that wait for us elsewhere; none where the others come to us."""
        return ()

    def confirm(self, key: str) -> None:  # noqa: B027 - only those who collect have something to confirm
        """Tell that a collected packet is stored durably, or will never be taken."""
