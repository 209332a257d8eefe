"""Packets written: the order of the regulation, every name with its prefix."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from lxml import etree

from motcua.foundation.errors import Fault
from motcua.foundation.time import local
from motcua.kernel.exchange import api as exchange

from . import attachments, codes, signing
from .schema import deviations

NS = f"{{{codes.NAMESPACE}}}"
Element = Any  # lxml publishes no types


def write(message: exchange.Packet | exchange.StatusReport, *, version: str) -> bytes:
    """Return the packet as it travels.

    Raises:
        PacketIncomplete: It would not fit the schema; the faults name the elements.
    """
    return Writer(version).write(message)


def _day(day: date | None) -> str:
    return f"{day:%Y/%m/%d}" if day else ""


def _instant(at: datetime | None) -> str:
    return f"{local(at):%Y/%m/%d %H:%M:%S}" if at else ""


class Writer:
    """Writes one packet."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.faults: list[Fault] = []

    def write(self, message: exchange.Packet | exchange.StatusReport) -> bytes:
        """Return the packet as it travels."""
        root = etree.Element(f"{NS}edXML", nsmap={"edXML": codes.NAMESPACE})
        envelope = etree.SubElement(root, f"{NS}edXMLEnvelope")
        header = etree.SubElement(envelope, f"{NS}edXMLHeader")
        if isinstance(message, exchange.StatusReport):
            self._status(header, message)
        else:
            self._message(header, message)
            self._traces(header, message)
            self._body(envelope, message)
            self._files(root, message)
        for each in deviations(root):
            self.faults.append(Fault(path=each.path, message=each.message))
        if self.faults:
            raise exchange.PacketIncomplete(faults=tuple(self.faults))
        if settings.EDXML_SIGN:
            root = signing.sign(root, header)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))

    def _put(self, parent: Element, name: str, value: object) -> None:
        if value is None or value == "":
            return
        try:
            etree.SubElement(parent, f"{NS}{name}").text = str(value)
        except ValueError:  # control characters, which XML cannot hold
            words = _("The text has characters that a packet cannot carry.")
            self.faults.append(Fault(path=name, message=words))

    def _code(self, code: str) -> str:
        if self.version != codes.V2016:
            return code
        old = codes.legacy(code)
        if old is None:
            words = _("The code %(agency)s cannot be written in the old form of 2016.")
            self.faults.append(Fault(path="OrganId", message=words % {"agency": code}))
        return old or code

    def _organ(self, parent: Element, name: str, organ: exchange.Organ) -> None:
        made = etree.SubElement(parent, f"{NS}{name}")
        self._put(made, "OrganId", self._code(organ.code))
        self._put(made, "OrganizationInCharge", organ.in_charge)
        self._put(made, "OrganName", organ.name or organ.code)
        self._put(made, "OrganAdd", organ.address)
        self._put(made, "Email", organ.email)
        self._put(made, "Telephone", organ.phone)
        self._put(made, "Fax", organ.fax)
        self._put(made, "Website", organ.website)

    def _message(self, header: Element, packet: exchange.Packet) -> None:
        top = etree.SubElement(header, f"{NS}MessageHeader")
        self._organ(top, "From", packet.sender)
        for organ in packet.receivers:
            self._organ(top, "To", organ)
        self._put(top, "DocumentId", packet.document_id)
        code = etree.SubElement(top, f"{NS}Code")
        self._put(code, "CodeNumber", packet.number)
        self._put(code, "CodeNotation", packet.symbol)
        promulgation = etree.SubElement(top, f"{NS}PromulgationInfo")
        self._put(promulgation, "Place", packet.place)
        self._put(promulgation, "PromulgationDate", _day(packet.issued_on))
        self._kind(top, packet)
        self._put(top, "Subject", packet.subject)
        self._put(top, "Content", packet.summary)
        self._signer(top, packet)
        self._put(top, "DueDate", _day(packet.due_on))
        self._other(top, packet)
        for each in packet.answers:
            self._reference(top, each)
        steering = settings.EDXML_STEERING if packet.steering is None else packet.steering
        self._put(top, "SteeringType", steering)
        self._list(top, "ResponseForTask", "TaskCode", packet.task_codes)
        self._list(top, "ToPlaces", "Place", packet.other_places)

    def _kind(self, top: Element, packet: exchange.Packet) -> None:
        kind = etree.SubElement(top, f"{NS}DocumentType")
        group = settings.EDXML_KIND_GROUP if packet.kind_group is None else packet.kind_group
        detail = packet.kind_detail
        if detail is None:
            detail = codes.DETAILS.get(packet.kind_name.lower(), 0)
        self._put(kind, "Type", group)
        self._put(kind, "TypeDetail", detail)
        self._put(kind, "TypeName", packet.kind_name)

    def _signer(self, top: Element, packet: exchange.Packet) -> None:
        if packet.signer_name:
            signer = etree.SubElement(top, f"{NS}SignerInfo")
            self._put(signer, "Competence", packet.signer_competence)
            self._put(signer, "Position", packet.signer_position)
            self._put(signer, "FullName", packet.signer_name)

    def _other(self, top: Element, packet: exchange.Packet) -> None:
        other = etree.SubElement(top, f"{NS}OtherInfo")
        self._put(other, "Priority", codes.URGENCY_CODES[packet.urgency])
        self._put(other, "SphereOfPromulgation", packet.circulation)
        self._put(other, "TyperNotation", packet.typist)
        self._put(other, "PromulgationAmount", packet.copies)
        self._put(other, "PageAmount", packet.pages)
        self._list(other, "Appendixes", "Appendix", packet.appendixes)

    def _list(self, parent: Element, name: str, item: str, values: tuple[str, ...]) -> None:
        if values:
            made = etree.SubElement(parent, f"{NS}{name}")
            for each in values:
                self._put(made, item, each)

    def _reference(self, parent: Element, about: exchange.DocumentRef) -> None:
        made = etree.SubElement(parent, f"{NS}ResponseFor")
        self._put(made, "OrganId", self._code(about.agency_code) if about.agency_code else "")
        self._put(made, "Code", about.number_symbol)
        self._put(made, "DocumentId", about.document_id)
        self._put(made, "PromulgationDate", _day(about.issued_on))

    def _traces(self, header: Element, packet: exchange.Packet) -> None:
        traces = etree.SubElement(header, f"{NS}TraceHeaderList")
        for hop in packet.hops or (exchange.Hop(agency_code=packet.sender.code),):
            made = etree.SubElement(traces, f"{NS}TraceHeader")
            self._put(made, "OrganId", self._code(hop.agency_code))
            self._put(made, "Timestamp", _instant(hop.at))
        business = etree.SubElement(traces, f"{NS}Bussiness")
        self._put(business, "BussinessDocType", codes.KIND_CODES[packet.kind])
        self._put(business, "BussinessDocReason", packet.reason)
        self._put(business, "Paper", int(packet.paper_follows))
        if packet.update is not None:
            self._update(business, packet.update)
        self._replaced(business, packet.replaces)
        self._staff(business, packet.staff)

    def _update(self, business: Element, update: exchange.Update) -> None:
        info = etree.SubElement(business, f"{NS}BussinessDocumentInfo")
        self._put(info, "DocumentInfo", int(update.content))
        self._put(info, "DocumentReceiver", int(bool(update.receivers)))
        if update.receivers:
            receivers = etree.SubElement(info, f"{NS}ReceiverList")
            for each in update.receivers:
                made = etree.SubElement(receivers, f"{NS}Receiver")
                self._put(made, "OrganId", self._code(each.agency_code))
                self._put(made, "ReceiverType", int(each.is_added))

    def _replaced(self, business: Element, replaced: tuple[exchange.Replaced, ...]) -> None:
        if not replaced:
            return
        infos = etree.SubElement(business, f"{NS}ReplacementInfoList")
        for each in replaced:
            made = etree.SubElement(infos, f"{NS}ReplacementInfo")
            self._put(made, "DocumentId", each.document_id)
            organs = tuple(self._code(code) for code in each.agency_codes)
            self._list(made, "OrganIdList", "OrganId", organs)

    def _staff(self, parent: Element, staff: exchange.Staff | None) -> None:
        if staff is not None:
            made = etree.SubElement(parent, f"{NS}StaffInfo")
            self._put(made, "Department", staff.department)
            self._put(made, "Staff", staff.name)
            self._put(made, "Email", staff.email)
            self._put(made, "Mobile", staff.phone)

    def _body(self, envelope: Element, packet: exchange.Packet) -> None:
        body = etree.SubElement(envelope, f"{NS}edXMLBody")
        manifest = etree.SubElement(body, f"{NS}edXMLManifest", version="1.0")
        for number, each in enumerate(packet.attachments, 1):
            made = etree.SubElement(manifest, f"{NS}Reference")
            self._put(made, "ContentId", f"cid:{number}")
            self._put(made, "ContentType", _content_type(each))
            self._put(made, "Description", each.description)
            self._put(made, "AttachmentName", each.filename)

    def _files(self, root: Element, packet: exchange.Packet) -> None:
        if not packet.attachments:
            return
        encoded = etree.SubElement(root, f"{NS}AttachmentEncoded")
        for number, each in enumerate(packet.attachments, 1):
            made = etree.SubElement(encoded, f"{NS}Attachment")
            self._put(made, "ContentId", f"cid:{number}")
            self._put(made, "AttachmentName", each.filename)
            self._put(made, "Description", each.description)
            self._put(made, "ContentType", _content_type(each))
            self._put(made, "ContentTransferEncoded", self._content(each))

    def _content(self, attachment: exchange.Attachment) -> str:
        try:
            name = attachments.check_name(attachment.filename)
        except attachments.FileFault as fault:
            self.faults.append(Fault(path="AttachmentName", message=str(fault)))
            return "AA=="
        content = attachment.content
        if settings.EDXML_WRAP_FILES:
            content = attachments.wrap(content, name=name)
        return attachments.encode(content)

    def _status(self, header: Element, report: exchange.StatusReport) -> None:
        top = etree.SubElement(header, f"{NS}MessageHeader")
        self._organ(top, "From", report.sender)
        self._reference(top, report.about)
        self._staff(top, report.staff)
        self._put(top, "StatusCode", report.code or codes.STATE_CODES.get(report.state, ""))
        self._put(top, "Description", report.description)
        self._put(top, "Timestamp", _instant(report.at))


def _content_type(attachment: exchange.Attachment) -> str:
    if settings.EDXML_WRAP_FILES:
        return "application/zip"
    return attachment.media_type or "application/octet-stream"
