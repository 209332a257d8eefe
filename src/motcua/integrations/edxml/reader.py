"""Packets read: in any order, with what real senders get wrong; every fault by element and line."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.exchange import api as exchange

from . import attachments, codes, safe, signing
from .schema import deviations, path_of

Element = Any  # lxml publishes no types
_OURS = frozenset({codes.NAMESPACE, None, *codes.OLD_NAMESPACES})
MOST_REMARKS = 50
MOST_TEXT = 20_000
NUMBER_TEXT = 9


def read(content: bytes) -> exchange.Reading:
    """Read a packet.

    Raises:
        PacketUnreadable: It is not one; every fault found is named.
    """
    root, remarks = safe.parse(content)
    reader = Reader(remarks=remarks)
    message = reader.message(root)
    if reader.faults or message is None:
        raise exchange.PacketUnreadable(remarks=tuple(reader.faults[:MOST_REMARKS]))
    signature, signed_by = signing.judge(root, _signature(root))
    return exchange.Reading(
        message=message,
        dialect=codes.V2016 if reader.has_legacy_codes else codes.V2022,
        remarks=tuple(_with_deviations(root, reader.remarks)[:MOST_REMARKS]),
        signature=signature,
        signed_by=signed_by,
    )


def _with_deviations(root: Element, remarks: list[exchange.Remark]) -> list[exchange.Remark]:
    said = {each.path for each in remarks}
    return remarks + [each for each in deviations(root) if each.path not in said]


def _signature(root: Element) -> Element | None:
    found = [each for each in root.iter() if _name(each) == "signature"]
    return found[0] if found else None


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _is_ours(element: Element) -> bool:
    tag = str(element.tag)
    return (tag[1:].partition("}")[0] if tag.startswith("{") else None) in _OURS


@dataclass
class Reader:
    """Reads one packet and gathers all that is wrong with it."""

    remarks: list[exchange.Remark] = field(default_factory=list)
    faults: list[exchange.Remark] = field(default_factory=list)
    has_legacy_codes: bool = False

    # -------------------------------------------------------------- elements
    def _fault(self, element: Element, message: str) -> None:
        line = element.sourceline or 0
        found = exchange.Remark(path=path_of(element), line=line, message=message)
        if found not in self.faults:
            self.faults.append(found)

    def _remark(self, element: Element, message: str) -> None:
        line = element.sourceline or 0
        found = exchange.Remark(path=path_of(element), line=line, message=message)
        if found not in self.remarks:
            self.remarks.append(found)

    def _children(self, parent: Element | None, *names: str) -> list[Element]:
        wanted = {name.lower() for name in names}
        if parent is None:
            return []
        return [each for each in parent if _is_ours(each) and _name(each) in wanted]

    def _child(self, parent: Element | None, *names: str) -> Element | None:
        found = self._children(parent, *names)
        for each in found[1:]:
            self._remark(each, _("This element stands here again; the first one counts."))
        return found[0] if found else None

    def _need(self, parent: Element, *names: str) -> Element | None:
        found = self._child(parent, *names)
        if found is None:
            words = _("The element <%(name)s> is missing here.") % {"name": names[0]}
            self._fault(parent, words)
        return found

    def _known(self, parent: Element | None, names: str) -> None:
        """Remark on children that the regulation does not have."""
        wanted = set(names.lower().split())
        for each in parent if parent is not None else ():
            if _name(each) not in wanted:
                self._remark(each, _("This element is not known here and was left out."))

    # ---------------------------------------------------------------- values
    def _text(self, parent: Element | None, *names: str) -> str:
        found = self._child(parent, *names)
        if found is None:
            return ""
        if len(found):
            self._fault(found, _("Here a text is expected, not other elements."))
            return ""
        text = (found.text or "").strip()
        if len(text) > MOST_TEXT:
            self._fault(
                found, _("The text is longer than %(most)s characters.") % {"most": MOST_TEXT}
            )
            return ""
        return text

    def _texts(self, parent: Element | None, item: str) -> tuple[str, ...]:
        return tuple(
            text for each in self._children(parent, item) if (text := (each.text or "").strip())
        )

    def _number(self, parent: Element | None, *names: str, most: int = 10**6) -> int | None:
        text = self._text(parent, *names)
        if not text:
            return None
        if text.isascii() and text.isdigit() and len(text) <= NUMBER_TEXT and int(text) <= most:
            return int(text)
        if not text.startswith("-"):  # libraries write -1 for nothing
            found = self._child(parent, *names)
            words = _("“%(value)s” is no number between 0 and %(most)s; it was left out.")
            self._remark(_given(found), words % {"value": text[:60], "most": most})
        return None

    def _day(self, parent: Element | None, *names: str) -> date | None:
        text = self._text(parent, *names)
        if not text:
            return None
        with suppress(ValueError):
            return date.fromisoformat(text.replace("/", "-"))
        found = _given(self._child(parent, *names))
        words = _("“%(value)s” is no day; days are written like 2026/11/25. It was left out.")
        self._remark(found, words % {"value": text[:60]})
        return None

    def _instant(self, parent: Element | None, name: str) -> datetime | None:
        text = self._text(parent, name)
        if not text:
            return None
        with suppress(ValueError):
            return datetime.fromisoformat(text.replace("/", "-")[:19]).replace(tzinfo=LOCAL_ZONE)
        found = _given(self._child(parent, name))
        words = _("“%(value)s” is no instant; they are written like 2026/11/25 08:30:00.")
        self._remark(found, words % {"value": text[:60]})
        return None

    def _code(self, parent: Element | None, name: str = "OrganId") -> str:
        text = self._text(parent, name)
        self.has_legacy_codes |= codes.is_legacy(text)
        return codes.modern(text)

    # --------------------------------------------------------------- message
    def message(self, root: Element) -> exchange.Packet | exchange.StatusReport | None:
        """Return what the packet says, or None when its frame is broken."""
        if _name(root) not in {"edxml", "envelope"} or not _is_ours(root):
            words = _("The file begins with <%(name)s>; an exchange packet begins with <edXML>.")
            self._fault(root, words % {"name": _name(root)})
            return None
        if not str(root.tag).startswith(f"{{{codes.NAMESPACE}}}"):
            self._remark(root, _("The packet is of an older form; it was read as far as possible."))
        envelope = root
        if _name(root) == "edxml":
            self._known(root, "edXMLEnvelope AttachmentEncoded")
            envelope = _given(self._need(root, "edXMLEnvelope"), root)
        header = self._need(envelope, "edXMLHeader", "Header") if not self.faults else None
        top = self._need(header, "MessageHeader") if header is not None else None
        if header is None or top is None:
            return None
        if self._child(top, "StatusCode") is not None:
            return self._status(top)
        return self._packet(root, envelope, header, top)

    def _status(self, top: Element) -> exchange.StatusReport:
        self._known(top, "From ResponseFor StaffInfo StatusCode Description Timestamp To")
        about = self._need(top, "ResponseFor")
        reference = self._reference(about)
        if about is not None and not (reference.document_id or reference.number_symbol):
            self._fault(about, _("Neither <DocumentId> nor <Code> says which document is meant."))
        code = self._text(top, "StatusCode")
        if not code:
            self._fault(
                _given(self._child(top, "StatusCode")), _("The code of the state is empty.")
            )
        state = codes.STATES.get(code.zfill(2), exchange.PacketState.OTHER)
        if state is exchange.PacketState.OTHER and code:
            words = _("The state “%(value)s” is not in the regulation; it is shown as it is.")
            self._remark(_given(self._child(top, "StatusCode")), words % {"value": code[:20]})
        return exchange.StatusReport(
            sender=self._organ(self._need(top, "From")),
            about=reference,
            state=state,
            at=self._instant(top, "Timestamp"),
            description=self._text(top, "Description"),
            staff=self._staff(self._child(top, "StaffInfo")),
            code="" if state is not exchange.PacketState.OTHER else code[:20],
        )

    def _packet(
        self, root: Element, envelope: Element, header: Element, top: Element
    ) -> exchange.Packet:
        self._known(
            top,
            "From To DocumentId Code PromulgationInfo DocumentType Subject Content SignerInfo "
            "DueDate OtherInfo ResponseFor SteeringType ResponseForTask ApplicationType ToPlaces",
        )
        code, kind = self._child(top, "Code"), self._child(top, "DocumentType")
        issued, signer = self._child(top, "PromulgationInfo"), self._child(top, "SignerInfo")
        other, business = self._child(top, "OtherInfo"), self._business(header)
        answers = [self._reference(each) for each in self._children(top, "ResponseFor")]
        urgency = self._number(other, "Priority", most=len(codes.URGENCIES) - 1)
        packet = exchange.Packet(
            document_id=self._text(top, "DocumentId"),
            number=self._text(code, "CodeNumber"),
            symbol=self._text(code, "CodeNotation"),
            subject=self._text(top, "Subject"),
            kind_name=self._text(kind, "TypeName"),
            kind_group=self._number(kind, "Type"),
            kind_detail=self._number(kind, "TypeDetail"),
            issued_on=self._day(issued, "PromulgationDate", "Date"),
            place=self._text(issued, "Place"),
            kind=self._business_kind(business),
            sender=self._organ(self._need(top, "From")),
            receivers=tuple(self._organ(each) for each in self._children(top, "To")),
            summary=self._text(top, "Content"),
            signer_name=self._text(signer, "FullName"),
            signer_position=self._text(signer, "Position"),
            signer_competence=self._text(signer, "Competence"),
            urgency=codes.URGENCIES[urgency or 0],
            due_on=self._day(top, "DueDate"),
            pages=self._number(other, "PageAmount"),
            copies=self._number(other, "PromulgationAmount"),
            circulation=self._text(other, "SphereOfPromulgation"),
            typist=self._text(other, "TyperNotation"),
            appendixes=self._texts(self._child(other, "Appendixes"), "Appendix"),
            other_places=self._texts(self._child(top, "ToPlaces"), "Place"),
            steering=self._number(top, "SteeringType"),
            task_codes=self._texts(self._child(top, "ResponseForTask"), "TaskCode"),
            answers=tuple(each for each in answers if each != exchange.DocumentRef()),
            replaces=self._replaced(business),
            update=self._update(business),
            reason=self._text(business, "BussinessDocReason", "BusinessDocReason"),
            paper_follows=self._number(business, "Paper", most=1) == 1,
            staff=self._staff(self._child(business, "StaffInfo")),
            hops=self._hops(header),
            attachments=self._attachments(root, envelope),
        )
        self._check(packet, top, business)
        return packet

    def _check(self, packet: exchange.Packet, top: Element, business: Element | None) -> None:
        here = business if business is not None else top
        if not packet.document_id and not packet.number:
            words = _("Neither <DocumentId> nor <Code> says which document this is.")
            self._fault(top, words)
        if not packet.subject:
            self._remark(top, _("The element <Subject> is missing or empty."))
        if packet.kind is exchange.BusinessKind.REVOKE and not packet.answers:
            self._fault(here, _("A taking back must name the document in <ResponseFor>."))
        if packet.kind is exchange.BusinessKind.REPLACE and not packet.replaces:
            words = _("A replacement must name the old document in <ReplacementInfoList>.")
            self._fault(here, words)
        if packet.kind is not exchange.BusinessKind.NEW and not packet.reason:
            self._remark(here, _("No reason is given in <BussinessDocReason>."))

    def _organ(self, element: Element | None) -> exchange.Organ:
        if element is None:
            return exchange.Organ(code="")
        self._known(
            element,
            "OrganId OrganizationInCharge OrganInCharge OrganName OrganAdd Email Telephone Fax "
            "Website",
        )
        code = self._code(element)
        if not code:
            self._fault(element, _("The element <OrganId> is missing here or empty."))
        return exchange.Organ(
            code=code,
            name=self._text(element, "OrganName"),
            in_charge=self._text(element, "OrganizationInCharge", "OrganInCharge"),
            address=self._text(element, "OrganAdd"),
            email=self._text(element, "Email"),
            phone=self._text(element, "Telephone"),
            fax=self._text(element, "Fax"),
            website=self._text(element, "Website"),
        )

    def _reference(self, element: Element | None) -> exchange.DocumentRef:
        self._known(element, "OrganId Code DocumentId PromulgationDate")
        return exchange.DocumentRef(
            agency_code=self._code(element),
            number_symbol=self._text(element, "Code"),
            document_id=self._text(element, "DocumentId"),
            issued_on=self._day(element, "PromulgationDate"),
        )

    def _staff(self, element: Element | None) -> exchange.Staff | None:
        if element is None:
            return None
        staff = exchange.Staff(
            name=self._text(element, "Staff"),
            department=self._text(element, "Department"),
            email=self._text(element, "Email"),
            phone=self._text(element, "Mobile"),
        )
        return None if staff == exchange.Staff() else staff

    # -------------------------------------------------------------- business
    def _business(self, header: Element) -> Element | None:
        traces = self._child(header, "TraceHeaderList")
        self._known(header, "MessageHeader TraceHeaderList Signature")
        return self._child(traces, "Bussiness", "Business")

    def _business_kind(self, business: Element | None) -> exchange.BusinessKind:
        names = ("BussinessDocType", "BusinessDocType")
        text = self._text(business, *names)
        if not text:
            return exchange.BusinessKind.NEW
        if text not in {str(code) for code in codes.KINDS}:
            found = _given(self._child(business, *names))
            words = _("“%(value)s” is none of 0 (new), 1 (take back), 2 (update), 3 (replace).")
            self._fault(found, words % {"value": text[:60]})
            return exchange.BusinessKind.NEW
        return codes.KINDS[int(text)]

    def _update(self, business: Element | None) -> exchange.Update | None:
        info = self._child(business, "BussinessDocumentInfo", "BusinessDocumentInfo")
        if info is None:
            is_update = self._business_kind(business) is exchange.BusinessKind.UPDATE
            return exchange.Update() if is_update else None
        receivers = self._children(self._child(info, "ReceiverList"), "Receiver")
        return exchange.Update(
            content=self._number(info, "DocumentInfo", most=1) == 1,
            receivers=tuple(
                exchange.ReceiverChange(
                    agency_code=self._code(each),
                    is_added=self._number(each, "ReceiverType", most=1) == 1,
                )
                for each in receivers
            ),
        )

    def _replaced(self, business: Element | None) -> tuple[exchange.Replaced, ...]:
        infos = self._children(self._child(business, "ReplacementInfoList"), "ReplacementInfo")
        found = []
        for each in infos:
            document_id = self._text(each, "DocumentId")
            if not document_id:
                self._fault(each, _("The element <DocumentId> is missing here or empty."))
            organs = self._texts(self._child(each, "OrganIdList"), "OrganId")
            found.append(
                exchange.Replaced(
                    document_id=document_id,
                    agency_codes=tuple(codes.modern(code) for code in organs),
                )
            )
        return tuple(found)

    def _hops(self, header: Element) -> tuple[exchange.Hop, ...]:
        traces = self._children(self._child(header, "TraceHeaderList"), "TraceHeader")
        found = []
        for each in traces:
            code = self._code(each)
            if not code or code == "null":
                self._remark(each, _("A place that the packet passed did not write its code."))
            found.append(exchange.Hop(agency_code=code, at=self._instant(each, "Timestamp")))
        return tuple(found)

    # ----------------------------------------------------------------- files
    def _attachments(self, root: Element, envelope: Element) -> tuple[exchange.Attachment, ...]:
        body = self._child(envelope, "edXMLBody", "Body")
        manifest = self._child(body, "edXMLManifest", "Manifest")
        references = self._children(manifest, "Reference")
        encoded = self._children(self._child(root, "AttachmentEncoded"), "Attachment")
        by_id: dict[str, Element] = {}
        for each in encoded:
            content_id = _content_id(self._text(each, "ContentId"))
            if content_id in by_id:
                self._fault(each, _("Two files have the same <ContentId>."))
            by_id[content_id] = each
        ordered = list(self._ordered(references, by_id))
        return tuple(made for pair in ordered if (made := self._attachment(*pair)) is not None)

    def _ordered(
        self, references: list[Element], by_id: dict[str, Element]
    ) -> Iterable[tuple[Element | None, Element]]:
        """Yield pairs of reference and file, in the order of the references."""
        left = dict(by_id)
        for each in references:
            content_id = _content_id(self._text(each, "ContentId"))
            if not content_id:
                self._fault(each, _("The element <ContentId> is missing here or empty."))
            elif content_id not in left:
                words = _("The file “%(name)s” is announced, but it is not in the packet.")
                name = self._text(each, "AttachmentName") or content_id
                self._fault(each, words % {"name": name[:80]})
            else:
                yield each, left.pop(content_id)
        for file in left.values():
            self._remark(file, _("This file is not announced among the references; it was kept."))
            yield None, file

    def _attachment(self, reference: Element | None, file: Element) -> exchange.Attachment | None:
        self._known(
            file,
            "ContentId AttachmentName Description FieldName MimeType ContentType "
            "ContentTransferEncoded",
        )
        names = self._child(file, "AttachmentName")
        if names is None or not (names.text or "").strip():
            names = self._child(reference, "AttachmentName")
        holder = self._need(file, "ContentTransferEncoded")
        declared = self._text(file, "ContentType") or self._text(reference, "ContentType")
        if holder is None:
            return None
        place = names if names is not None else file
        try:
            name = attachments.check_name((names.text or "") if names is not None else "")
            place = holder
            packed = attachments.decode(holder.text or "")
            content = attachments.unwrap(packed, name=name, declared=declared)
        except attachments.FileFault as fault:
            self._fault(place, str(fault))
            return None
        return exchange.Attachment(
            filename=name,
            description=self._text(file, "Description") or self._text(reference, "Description"),
            media_type="" if "zip" in declared.lower() else declared,
            content=content,
        )


def _content_id(text: str) -> str:
    return text.removeprefix("cid:").strip()


def _given(element: Element | None, other: Element | None = None) -> Element:
    """Return an element that must be there, for it was read a moment ago."""
    found = element if element is not None else other
    if found is None:
        raise LookupError("the element was there a moment ago")
    return found
