"""Packets written and read again say the same."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.foundation.time import LOCAL_ZONE
from motcua.integrations.edxml import codes
from motcua.integrations.edxml.codec import Edxml
from motcua.kernel.exchange import api as exchange
from motcua.kernel.exchange.tests import factories

VERSIONS = ["edxml-2022", "edxml-2016"]
Kind = exchange.BusinessKind
REF = exchange.DocumentRef(agency_code="H24", number_symbol="1/A", document_id="old-1")
KINDS = [
    {},
    {"kind": Kind.REVOKE, "reason": "Sai thẩm quyền", "answers": (REF,), "attachments": ()},
    {
        "kind": Kind.UPDATE,
        "reason": "Sửa nơi nhận",
        "update": exchange.Update(
            content=False,
            receivers=(exchange.ReceiverChange(agency_code="H24.02", is_added=True),),
        ),
    },
    {
        "kind": Kind.REPLACE,
        "reason": "Có sai sót",
        "replaces": (exchange.Replaced(document_id="old-1", agency_codes=("H24.01", "H24.02")),),
    },
]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("changes", KINDS, ids=["new", "revoke", "update", "replace"])
def test_every_kind_comes_back_as_it_went(version, changes):
    codec = Edxml(version)
    packet = factories.packet(**changes)

    reading = codec.read(codec.write(packet))

    assert reading.message == expected(packet)
    assert reading.dialect == version
    assert reading.remarks == ()


def expected(packet):
    """Return a packet with what writing fills in."""
    detail = codes.DETAILS.get(packet.kind_name.lower(), 0)
    return replace(packet, kind_group=1, kind_detail=detail, steering=1)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("state", [each for each in exchange.PacketState if each != "OTHER"])
def test_every_state_comes_back_as_it_went(version, state):
    codec = Edxml(version)
    report = factories.status(state=state, description="Lý do")

    assert codec.read(codec.write(report)).message == report


def test_the_same_packet_is_written_by_the_same_bytes():
    codec = Edxml("edxml-2022")

    assert codec.write(factories.packet()) == codec.write(factories.packet())


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"subject": "x" * 501}, "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Subject"),
        ({"subject": "a\x01"}, "Subject"),
        ({"number": "123456789012"}, "CodeNumber"),
        ({"issued_on": None}, "PromulgationInfo"),
        ({"receivers": ()}, "DocumentId"),
        (
            {"attachments": (exchange.Attachment(filename="../x.pdf", content=b"x"),)},
            "AttachmentName",
        ),
        ({"sender": exchange.Organ(code="H 24")}, "From/OrganId"),
    ],
)
def test_a_packet_outside_the_schema_is_not_written(changes, path):
    with pytest.raises(exchange.PacketIncomplete) as caught:
        Edxml("edxml-2022").write(factories.packet(**changes))

    assert any(each.path.endswith(path) for each in caught.value.faults)


def test_a_code_that_2016_cannot_hold_is_refused():
    packet = factories.packet(sender=exchange.Organ(code="H24.01.02.003.04", name="Phường"))

    with pytest.raises(exchange.PacketIncomplete) as caught:
        Edxml("edxml-2016").write(packet)

    assert "H24.01.02.003.04" in caught.value.faults[0].message


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("H01", "000.00.00.H01"),
        ("H01.02", "000.00.02.H01"),
        ("H01.02.03", "000.03.02.H01"),
        ("H01.02.03.004", "004.03.02.H01"),
    ],
)
def test_codes_have_two_directions(new, old):
    assert codes.modern(old) == new
    assert codes.legacy(new) == old
    assert codes.legacy("vxp.saas.03") is None


LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"  # noqa: E501
)  # fmt: skip
WORDS = st.text(LETTERS, min_size=1, max_size=30)
MAYBE = st.one_of(st.just(""), WORDS)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))
INSTANTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - given its zone below
    max_value=datetime(2099, 1, 1),  # noqa: DTZ001 - given its zone below
).map(lambda at: at.replace(microsecond=0, tzinfo=LOCAL_ZONE))
CODES = st.from_regex(r"H[0-9]{2}(\.[0-9A-Z]{1,3}){0,3}", fullmatch=True)
ORGANS = st.builds(exchange.Organ, code=CODES, name=WORDS, email=MAYBE, address=MAYBE, phone=MAYBE)
REFS = st.builds(
    exchange.DocumentRef, agency_code=CODES, number_symbol=WORDS, document_id=MAYBE, issued_on=DAYS
)
FILES = st.builds(
    exchange.Attachment,
    filename=st.from_regex(r"[a-zđư][a-z0-9_-]{0,20}\.(pdf|docx|png)", fullmatch=True),
    description=MAYBE,
    content=st.binary(min_size=1, max_size=400).filter(lambda each: not each.startswith(b"PK")),
)
PACKETS = st.builds(
    exchange.Packet,
    document_id=WORDS,
    number=st.text(LETTERS, min_size=1, max_size=11),
    symbol=MAYBE,
    subject=WORDS,
    kind_name=WORDS,
    issued_on=DAYS,
    kind=st.just(Kind.NEW),
    sender=ORGANS,
    receivers=st.lists(ORGANS, min_size=1, max_size=3).map(tuple),
    place=MAYBE,
    summary=MAYBE,
    signer_name=WORDS,
    signer_position=MAYBE,
    urgency=st.sampled_from(exchange.Urgency),
    due_on=st.none() | DAYS,
    pages=st.none() | st.integers(0, 999),
    steering=st.integers(0, 9),
    kind_group=st.integers(0, 99),
    kind_detail=st.integers(0, 99),
    other_places=st.lists(WORDS, max_size=3).map(tuple),
    appendixes=st.lists(WORDS, max_size=2).map(tuple),
    answers=st.lists(REFS, max_size=2).map(tuple),
    paper_follows=st.booleans(),
    hops=st.lists(
        st.builds(exchange.Hop, agency_code=CODES, at=INSTANTS), min_size=1, max_size=3
    ).map(tuple),
    attachments=st.lists(FILES, max_size=3).map(tuple),
)


@settings(max_examples=30)
@given(PACKETS)
def test_whatever_is_written_comes_back(packet):
    codec = Edxml("edxml-2022")

    assert codec.read(codec.write(packet)).message == packet


@settings(max_examples=20)
@given(PACKETS)
def test_a_packet_is_the_same_as_json(packet):
    bare = replace(packet, attachments=())

    assert exchange.from_json(exchange.Packet, exchange.to_json(bare)) == bare
