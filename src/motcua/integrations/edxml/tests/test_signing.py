"""The signature around a packet: whole, changed, old, or of a stranger."""

import pytest

from motcua.integrations.edxml.codec import Edxml
from motcua.integrations.node_link import tls
from motcua.integrations.node_link.tests.test_lines import NOW
from motcua.kernel.exchange import api as exchange
from motcua.kernel.exchange.tests import factories

from .samples import new

Verdict = exchange.SignatureVerdict
OLD = """<Signature><SignedInfo><SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#rsa-sha1"/>
</SignedInfo><SignatureValue>x</SignatureValue></Signature></edXML:edXMLHeader>"""


@pytest.fixture
def signed(settings, tmp_path):
    settings.EXCHANGE_TLS_DIR, settings.EDXML_SIGN = tmp_path, True
    tls.make_identity(name="UBND quận", now=NOW)
    return Edxml("edxml-2022").write(factories.packet())


def read(content):
    reading = Edxml("edxml-2022").read(content)
    return reading.signature, reading.signed_by


def test_a_whole_packet_of_a_trusted_node_is_valid(signed):
    assert read(signed) == (Verdict.VALID, "UBND quận")
    assert Edxml("edxml-2022").read(signed).remarks == ()


def test_a_changed_packet_is_told(signed):
    assert read(signed.replace("tháng 12".encode(), "tháng 11".encode()))[0] is Verdict.INVALID


def test_a_stranger_is_told(signed, settings, tmp_path):
    settings.EXCHANGE_TLS_DIR = tmp_path / "other"

    assert read(signed)[0] is Verdict.UNTRUSTED


def test_an_old_signature_is_shown_and_not_relied_upon():
    assert read(new(("</edXML:edXMLHeader>", OLD)))[0] is Verdict.LEGACY


def test_no_signature_is_no_fault():
    assert read(new()) == (Verdict.ABSENT, "")


def test_a_large_packet_keeps_its_signature(settings, tmp_path):
    settings.EXCHANGE_TLS_DIR, settings.EDXML_SIGN = tmp_path, True
    settings.EDXML_WRAP_FILES = False
    tls.make_identity(name="UBND quận", now=NOW)
    file = exchange.Attachment(filename="x.pdf", content=b"%PDF" + b"x" * 12_000_000)

    assert (
        read(Edxml("edxml-2022").write(factories.packet(attachments=(file,))))[0] is Verdict.VALID
    )
