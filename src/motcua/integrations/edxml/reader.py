"""Packets read: in any order, with what real senders get wrong; every fault by element and line."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from motcua.kernel.exchange import api as exchange

from . import attachments, codes, safe, signing
from .elements import Element, Elements, given, is_ours, name_of
from .schema import deviations

MOST_REMARKS = 50


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
    found = [each for each in root.iter() if name_of(each) == "signature"]
    return found[0] if found else None


class Reader(Elements):
    """Reads one packet and gathers all that is wrong with it."""

    # --------------------------------------------------------------- message
    def message(self, root: Element) -> exchange.Packet | exchange.StatusReport | None:
        """Return what the packet says, or None when its frame is broken."""
        if name_of(root) not in {"edxml", "envelope"} or not is_ours(root):
            words = _("The file begins with <%(name)s>; an exchange packet begins with <edXML>.")
            self._fault(root, words % {"name": name_of(root)})
            return None
        if not str(root.tag).startswith(f"{{{codes.NAMESPACE}}}"):
            self._remark(root, _("The packet is of an older form; it was read as far as possible."))
        envelope = root
        if name_of(root) == "edxml":
            self._known(root, "edXMLEnvelope AttachmentEncoded")
            envelope = given(self._need(root, "edXMLEnvelope"), root)
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
            self._fault(given(self._child(top, "StatusCode")), _("The code of the state is empty."))
        state = codes.STATES.get(code.zfill(2), exchange.PacketState.OTHER)
        if state is exchange.PacketState.OTHER and code:
            words = _("The state “%(value)s” is not in the regulation; it is shown as it is.")
            self._remark(given(self._child(top, "StatusCode")), words % {"value": code[:20]})
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
            found = given(self._child(business, *names))
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
