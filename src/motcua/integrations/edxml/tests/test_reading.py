"""Packets of other hands: read with what they get wrong, or refused by element and line."""

import re
from datetime import date

import pytest

from motcua.integrations.edxml.codec import Edxml
from motcua.kernel.exchange import api as exchange

from . import samples
from .samples import PDF, encoded, new, packed, status

CODEC = Edxml("edxml-2022")


def read(content):
    return CODEC.read(content)


def refused(content):
    """Return the faults of a packet that must not be read: (path, line, words)."""
    with pytest.raises(exchange.PacketUnreadable) as caught:
        read(content)
    assert all(each.message for each in caught.value.remarks)
    return caught.value.remarks


def test_a_packet_is_read_whatever_the_order_of_its_elements():
    reading = read(new())
    packet = reading.message

    assert packet.document_id == "G22,2026/11/20,7816/VPCP-TTĐT"
    assert packet.number_symbol == "7816/VPCP-TTĐT"
    assert packet.sender.code == "G22"
    assert packet.urgency is exchange.Urgency.URGENT
    assert packet.issued_on == date(2026, 11, 20)
    assert packet.answers == ()
    assert [(each.filename, each.content) for each in packet.attachments] == [("7816.pdf", PDF)]
    assert reading.dialect == "edxml-2022"


def test_a_state_is_read():
    report = read(status()).message

    assert report.state is exchange.PacketState.ACCEPTED
    assert report.about.document_id == "x-1"
    assert report.staff.name == "Lê Thị B"
    assert f"{report.at:%d/%m/%Y %H:%M}" == "20/11/2026 09:00"


def test_agency_codes_of_2016_are_turned_round():
    reading = read(new((">G22<", ">000.00.00.G22<"), (">H24<", ">000.00.01.H24<")))

    assert reading.dialect == "edxml-2016"
    assert reading.message.sender.code == "G22"
    assert reading.message.receivers[0].code == "H24.01"


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param([("edXML:", ""), (' xmlns:edXML="', ' xmlns:no="')], id="no prefix"),
        pytest.param([("edXML:", "x:"), ("xmlns:edXML", "xmlns:x")], id="another prefix"),
        pytest.param([("Bussiness", "Business")], id="Business"),
        pytest.param([("edXMLEnvelope", "EdXMLEnvelope")], id="letter case"),
        pytest.param([("<?xml", "1212<?xml")], id="junk before"),
        pytest.param([("<?xml", "\ufeff<?xml")], id="byte order mark"),
        pytest.param([("<edXML:ResponseFor/>", "")], id="no ResponseFor"),
        pytest.param([("PromulgationDate>", "Date>")], id="Date"),
        pytest.param([(">2026/11/20 08:30:00<", "><")], id="no instant"),
        pytest.param([("<edXML:OrganName>Văn phòng Chính phủ</edXML:OrganName>", "")], id="no name"),  # noqa: E501
        pytest.param([("<edXML:Subject>", "<edXML:Extra>1</edXML:Extra><edXML:Subject>")], id="extra"),  # noqa: E501
    ],
)  # fmt: skip
def test_what_real_senders_write_is_forgiven(changes):
    packet = read(new(*changes)).message

    assert packet.kind is exchange.BusinessKind.NEW
    assert packet.sender.code == "G22"
    assert packet.attachments[0].content == PDF


@pytest.mark.parametrize(
    ("changes", "path", "of"),
    [
        ([(">2026/11/20<", ">2026/02/30<")], "PromulgationDate", "issued_on"),
        ([(">1</edXML:Priority>", ">khẩn</edXML:Priority>")], "Priority", None),
        ([(">1</edXML:Priority>", ">9</edXML:Priority>")], "Priority", None),
        ([(">2</edXML:PageAmount>", ">2²</edXML:PageAmount>")], "PageAmount", "pages"),
        ([("<edXML:Subject>Về việc kết nối</edXML:Subject>", "")], "MessageHeader", None),
        ([("<edXML:Subject>", "<edXML:Extra>1</edXML:Extra><edXML:Subject>")], "Extra", None),
        ([], "/MessageHeader/Code", None),
        ([(">G22</edXML:OrganId><edXML:Timestamp>", "/><edXML:Timestamp>")], "TraceHeader", None),
    ],
)
def test_what_was_forgiven_is_said_with_its_place(changes, path, of):
    if path == "TraceHeader":
        changes = [("<edXML:OrganId>G22</edXML:OrganId><edXML:Timestamp>", "<edXML:Timestamp>")]
    reading = read(new(*changes))

    assert any(each.path.endswith(path) and each.line > 1 for each in reading.remarks)
    if of:
        assert getattr(reading.message, of) is None


CODE = "<edXML:Code><edXML:CodeNumber>7816</edXML:CodeNumber><edXML:CodeNotation>VPCP-TTĐT</edXML:CodeNotation></edXML:Code>"  # noqa: E501
ID = "<edXML:DocumentId>G22,2026/11/20,7816/VPCP-TTĐT</edXML:DocumentId>"
FROM = "<edXML:From><edXML:OrganId>G22</edXML:OrganId><edXML:OrganName>Văn phòng Chính phủ</edXML:OrganName></edXML:From>"  # noqa: E501
TYPE = "<edXML:BussinessDocType>0</edXML:BussinessDocType>"
REPLACE = f"{TYPE[: -len('0</edXML:BussinessDocType>')]}3</edXML:BussinessDocType>"


@pytest.mark.parametrize(
    ("changes", "path", "line"),
    [
        ([(FROM, "")], "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader", 5),
        ([("<edXML:OrganId>G22</edXML:OrganId><edXML:OrganName>", "<edXML:OrganName>")], "/From", 6),  # noqa: E501
        ([(ID, ""), (CODE, "")], "/MessageHeader", 5),
        ([(TYPE, TYPE.replace("0<", "7<"))], "/Bussiness/BussinessDocType", None),
        ([(TYPE, TYPE.replace("0<", "mới<"))], "/Bussiness/BussinessDocType", None),
        ([(TYPE, TYPE.replace("0<", "1<"))], "/TraceHeaderList/Bussiness", None),
        ([(TYPE, REPLACE)], "/TraceHeaderList/Bussiness", None),
        ([("<edXML:MessageHeader>", "<edXML:Head>"), ("</edXML:MessageHeader>", "</edXML:Head>")], "/edXMLHeader", 4),  # noqa: E501
        ([("edXMLHeader", "Kopf")], "/edXMLEnvelope", 3),
        ([("<AttachmentEncoded>", "<Files>"), ("</AttachmentEncoded>", "</Files>")], "/edXMLManifest/Reference", None),  # noqa: E501
        ([("<edXML:Subject>Về", "<edXML:Subject><b/>Về")], "/MessageHeader/Subject", 11),
        ([("<edXML:AttachmentName>7816.pdf", "<edXML:AttachmentName>../../etc/x.pdf")], "/Attachment/AttachmentName", None),  # noqa: E501
        ([("<edXML:AttachmentName>7816.pdf", "<edXML:AttachmentName>C:\\x.pdf")], "/Attachment/AttachmentName", None),  # noqa: E501
        ([("<edXML:AttachmentName>7816.pdf", "<edXML:AttachmentName>/x.pdf")], "/Attachment/AttachmentName", None),  # noqa: E501
        ([("<edXML:AttachmentName>7816.pdf", "<edXML:AttachmentName>x\u202efdp.exe")], "/Attachment/AttachmentName", None),  # noqa: E501
        ([("<edXML:AttachmentName>7816.pdf</edXML:AttachmentName>", "")], "/Attachment", None),
        ([("Encoded>UEs", "Encoded>*?*UEs")], "/Attachment/ContentTransferEncoded", None),
    ],
)  # fmt: skip
def test_a_broken_packet_is_refused_by_the_very_element(changes, path, line):
    faults = refused(new(*changes))

    assert faults[0].path.endswith(path)
    assert line is None or faults[0].line == line


def test_all_faults_are_told_at_once():
    faults = refused(new((FROM, ""), (TYPE, TYPE.replace("0<", "7<"))))

    assert len(faults) == 2


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ([("<StatusCode>03</StatusCode>", "<StatusCode/>")], "/MessageHeader/StatusCode"),
        ([("<DocumentId>x-1</DocumentId>", ""), ("<Code>7816/VPCP-TTĐT</Code>", "")], "/ResponseFor"),  # noqa: E501
        ([("<OrganId>H24</OrganId>", "")], "/MessageHeader/From"),
    ],
)  # fmt: skip
def test_a_broken_state_is_refused_by_the_very_element(changes, path):
    assert refused(status(*changes))[0].path.endswith(path)


def test_an_unknown_state_is_kept_and_said():
    reading = read(status((">03<", ">77<")))

    assert reading.message.state is exchange.PacketState.OTHER
    assert reading.message.code == "77"
    assert any(each.path.endswith("StatusCode") for each in reading.remarks)


BOMB = """<!DOCTYPE edXML [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(new(("<edXML xmlns", f"{BOMB}<edXML xmlns")), "DOCTYPE", id="entities"),
        pytest.param(
            new(
                (
                    "<edXML xmlns",
                    '<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/passwd">]><edXML xmlns',
                ),
                ("Về việc kết nối", "&x;"),
            ),
            "DOCTYPE",
            id="external entity",
        ),
        pytest.param(
            new(("<edXML xmlns", '<!DOCTYPE e SYSTEM "http://127.0.0.1/e.dtd"><edXML xmlns')),
            "DOCTYPE",
            id="external DTD",
        ),
        pytest.param(new(("Về việc kết nối", "&x;")), "", id="unknown entity"),
        pytest.param(b"<a>" * 200 + b"</a>" * 200, "", id="depth"),
        pytest.param(b"<a>" + b"<b/>" * 30_000 + b"</a>", "", id="elements"),
        pytest.param(new().decode().encode("utf-16"), "UTF-8", id="UTF-16"),
        pytest.param(new(("UTF-8", "ISO-8859-1")), "UTF-8", id="another encoding"),
        pytest.param(new()[:-20], "", id="cut off"),
        pytest.param(b"", "", id="empty"),
        pytest.param(b"%PDF-1.4", "", id="no XML"),
        pytest.param(b"<html><body/></html>", "", id="another root"),
        pytest.param(b"x" * 100 + new(), "", id="much junk"),
    ],
)
def test_xml_that_no_packet_needs_is_refused(content, words):
    assert words in refused(content)[0].message


def lying(content):
    """Return a ZIP whose entry swells to more than it says."""
    data = bytearray(packed(b"\0" * 3_000_000))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (500).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(packed(PDF, PDF), id="two files"),
        pytest.param(packed(b"\0" * 40_000_000), id="bomb"),
        pytest.param(lying(b""), id="a bomb that lies"),
        pytest.param(packed(PDF, password=True), id="password"),
        pytest.param(packed(PDF)[:-9], id="cut off"),
        pytest.param(packed(b""), id="nothing in it"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_a_file_that_cannot_be_unpacked_is_refused(content):
    faults = refused(new(content=content))

    assert faults[0].path.endswith("/Attachment/ContentTransferEncoded")


@pytest.mark.parametrize("limit", [1])
def test_a_file_over_the_limit_is_refused(settings, limit):
    settings.EDXML_LARGEST_FILE_MB = limit

    assert "1 MB" in refused(new(content=b"%PDF" + b"x" * 1_100_000))[0].message


def test_a_raw_file_is_taken_as_it_is():
    assert read(new(content=PDF)).message.attachments[0].content == PDF


def test_a_word_file_is_not_unpacked():
    word = samples.packed(b"<w/>", b"<w/>", name=".xml")
    raw = read(new(("7816.pdf", "7816.docx"), content=word)).message.attachments[0]
    wrapped = read(new(("7816.pdf", "7816.docx"), content=packed(word))).message.attachments[0]

    assert raw.content == wrapped.content == word


def test_a_file_that_nobody_announced_is_kept_and_said():
    second = (
        "</Attachment><Attachment><ContentId>b2</ContentId><AttachmentName>phu-luc.pdf"
        f"</AttachmentName><ContentTransferEncoded>{encoded(PDF)}</ContentTransferEncoded></Attachment>"
    )
    reading = read(new(("</Attachment>", second)))

    assert [each.filename for each in reading.message.attachments] == ["7816.pdf", "phu-luc.pdf"]
    assert any(each.path.endswith("Attachment[2]") for each in reading.remarks)


def test_an_undeclared_prefix_is_forgiven():
    reading = read(new(("<edXML:Subject>", '<edXML:Subject xlink:href="x">')))

    assert reading.message.subject == "Về việc kết nối"
    assert reading.remarks


def test_what_is_wrong_is_said_in_a_sentence_with_path_and_line():
    with pytest.raises(exchange.PacketUnreadable) as caught:
        read(new((FROM, "")))

    assert re.search(r"/MessageHeader, \w+ 5: .*From", str(caught.value))
