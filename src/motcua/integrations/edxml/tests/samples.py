"""Packets made by hand, as other systems write them."""

import base64
import io
import zipfile

PDF = b"%PDF-1.4 a letter %%EOF"
NEW = """<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016" xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">
<edXML:edXMLEnvelope>
<edXML:edXMLHeader>
<edXML:MessageHeader>
<edXML:From><edXML:OrganId>G22</edXML:OrganId><edXML:OrganName>Văn phòng Chính phủ</edXML:OrganName></edXML:From>
<edXML:To><edXML:OrganId>H24</edXML:OrganId><edXML:OrganName>UBND thành phố</edXML:OrganName></edXML:To>
<edXML:Code><edXML:CodeNumber>7816</edXML:CodeNumber><edXML:CodeNotation>VPCP-TTĐT</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:Place>Hà Nội</edXML:Place><edXML:PromulgationDate>2026/11/20</edXML:PromulgationDate></edXML:PromulgationInfo>
<edXML:DocumentType><edXML:Type>1</edXML:Type><edXML:TypeDetail>0</edXML:TypeDetail><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
<edXML:Subject>Về việc kết nối</edXML:Subject>
<edXML:OtherInfo><edXML:Priority>1</edXML:Priority><edXML:PageAmount>2</edXML:PageAmount></edXML:OtherInfo>
<edXML:ResponseFor/>
<edXML:DocumentId>G22,2026/11/20,7816/VPCP-TTĐT</edXML:DocumentId>
</edXML:MessageHeader>
<edXML:TraceHeaderList>
<edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType><edXML:Paper>0</edXML:Paper></edXML:Bussiness>
<edXML:TraceHeader><edXML:OrganId>G22</edXML:OrganId><edXML:Timestamp>2026/11/20 08:30:00</edXML:Timestamp></edXML:TraceHeader>
</edXML:TraceHeaderList>
</edXML:edXMLHeader>
<edXML:edXMLBody><edXML:edXMLManifest version="1.0">
<edXML:Reference><edXML:ContentId>cid:a1</edXML:ContentId><edXML:ContentType>application/zip</edXML:ContentType><edXML:AttachmentName>7816.pdf</edXML:AttachmentName></edXML:Reference>
</edXML:edXMLManifest></edXML:edXMLBody>
</edXML:edXMLEnvelope>
<AttachmentEncoded><Attachment>
<edXML:ContentId>cid:a1</edXML:ContentId><edXML:AttachmentName>7816.pdf</edXML:AttachmentName><edXML:ContentType>application/zip</edXML:ContentType>
<edXML:ContentTransferEncoded>@FILE@</edXML:ContentTransferEncoded>
</Attachment></AttachmentEncoded>
</edXML>
"""  # noqa: E501 - as it came
STATUS = """<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
<edXMLEnvelope><edXMLHeader><MessageHeader>
<From><OrganId>H24</OrganId><OrganName>UBND thành phố</OrganName></From>
<ResponseFor><OrganId>G22</OrganId><Code>7816/VPCP-TTĐT</Code><DocumentId>x-1</DocumentId><PromulgationDate>2026/11/20</PromulgationDate></ResponseFor>
<StaffInfo><Department>Văn phòng</Department><Staff>Lê Thị B</Staff></StaffInfo>
<StatusCode>03</StatusCode><Description>Số đến 12</Description><Timestamp>2026/11/20 09:00:00</Timestamp>
</MessageHeader></edXMLHeader></edXMLEnvelope>
</edXML>
"""  # noqa: E501 - as it came


def packed(*files, password=False, name="x.pdf"):
    """Return a ZIP of contents."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(files):
            archive.writestr(f"{number}{name}", content)
    data = bytearray(made.getvalue())
    if password:
        data[6] |= 1
        data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def encoded(content):
    return base64.b64encode(content).decode()


def new(*changes, content=None):
    """Return the document packet with (old, new) texts exchanged."""
    text = NEW.replace("@FILE@", encoded(packed(PDF) if content is None else content))
    return _changed(text, changes)


def status(*changes):
    return _changed(STATUS, changes)


def _changed(text, changes):
    for old, fresh in changes:
        assert old in text, old
        text = text.replace(old, fresh)
    return text.encode()
