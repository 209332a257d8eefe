"""edXML as a format of the exchange: QCVN 102:2016, and its amendment 1:2022."""

from motcua.kernel.exchange import api as exchange

from . import codes, reader, writer

_SIGHT = 4096


class Edxml(exchange.Codec):
    """One version of the regulation; reading knows both."""

    def __init__(self, version: str) -> None:
        self.code = version

    def write(self, message: exchange.Packet | exchange.StatusReport) -> bytes:
        return writer.write(message, version=self.code)

    def knows(self, content: bytes) -> bool:
        sight = content[:_SIGHT].lower()
        return (
            codes.NAMESPACE.lower().encode() in sight or b"edxml" in sight or b"e-doc.vn" in sight
        )

    def read(self, content: bytes) -> exchange.Reading:
        return reader.read(content)
