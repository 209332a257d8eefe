"""Whole installations on this machine: a database, files, keys, a listener and a worker each."""

import time
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from motcua.foundation import actors
from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.exchange.tests import factories

START = datetime(2026, 11, 25, 8, 0, tzinfo=LOCAL_ZONE)


def register(event, envelope):
    """Do what an office does with a document: receive and handle it, or refuse it."""
    from motcua.kernel.exchange import api  # noqa: PLC0415 - after the fork

    actor, at = actors.system("office"), envelope.at
    if event.kind == api.BusinessKind.REVOKE:
        give_back(event, envelope)
        return
    if "nhầm" in event.subject:
        report: Any = {"state": api.PacketState.REFUSED, "reason": "Không thuộc thẩm quyền"}
        api.report_state(actor=actor, arrival_id=event.arrival_id, at=at, **report)
        return
    for seconds, state in enumerate((api.PacketState.ACCEPTED, api.PacketState.COMPLETED), 1):
        later = at + timedelta(seconds=seconds)
        api.report_state(actor=actor, arrival_id=event.arrival_id, state=state, at=later)


def give_back(event, envelope):
    """Agree to give a document back."""
    from motcua.kernel.exchange import api  # noqa: PLC0415 - after the fork

    at = envelope.at + timedelta(seconds=5)
    state = api.PacketState.AGREED
    api.report_state(actor=actors.system("office"), arrival_id=event.arrival_id, state=state, at=at)


def send(from_code, to, numbers, subject="Về việc giao ban"):
    """Issue documents, each in a transaction of its own."""
    from django.utils import timezone  # noqa: PLC0415 - after the fork

    from motcua.kernel.documents import api as documents  # noqa: PLC0415 - after the fork
    from motcua.kernel.exchange import api  # noqa: PLC0415 - after the fork
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415 - after the fork

    at, actor = timezone.now(), actors.system("test")
    unit: Any = organisation.find_unit(from_code, on=at.date())
    for number in numbers:
        content = factories.pdf(f"{from_code} {number}")
        file = documents.store(content=content, filename="van-ban.pdf", actor=actor, at=at)
        packet = factories.packet(
            document_id=f"{from_code}-{number}",
            number=str(number),
            subject=subject,
            attachments=(api.Attachment(filename="van-ban.pdf", file_id=file.id),),
        )
        api.send_packet(actor=actor, unit_id=unit.id, packet=packet, to=to, at=at)


def take_back(document_id):
    """Ask every receiver to give a document back."""
    from django.utils import timezone  # noqa: PLC0415 - after the fork

    from motcua.kernel.exchange import api  # noqa: PLC0415 - after the fork

    (packet_id,) = api.find_sent(document_id=document_id)
    at = timezone.now() + timedelta(seconds=4)
    api.take_back(actor=actors.system("test"), packet_id=packet_id, reason="Sai số liệu", at=at)


class Authority:
    """An authority that certifies nodes, for tests alone."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = self._certificate("CA thử nghiệm", self.key, is_authority=True)

    def _certificate(self, name, key, *, is_authority=False):
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        issuer = subject if is_authority else self.certificate.subject
        at = datetime.now(LOCAL_ZONE)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(at - timedelta(days=1))
            .not_valid_after(at + timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .sign(self.key, hashes.SHA256())
        )

    def equip(self, folder, name):
        """Give a node its key and certificate, and return the fingerprint."""
        folder.mkdir(parents=True)
        key = ec.generate_private_key(ec.SECP256R1())
        made = self._certificate(name, key)
        pem = serialization.Encoding.PEM
        private = key.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (folder / "node.key").write_bytes(private)
        (folder / "node.crt").write_bytes(made.public_bytes(pem))
        (folder / "ca.crt").write_bytes(self.certificate.public_bytes(pem))
        return made.fingerprint(hashes.SHA256()).hex()


@dataclass
class Way:
    """Another node as one knows it."""

    node: "Installation"
    serves: tuple[str, ...] = ()


class Installation:
    """One office with its own everything."""

    def __init__(self, *, code, name, database, folder, authority, port):
        self.code, self.name, self.database, self.folder = code, name, database, folder
        self.port = port
        self.fingerprint = authority.equip(folder / "tls", name)
        self.running = []

    # ---------------------------------------------------------- in the child
    def _settle(self):
        from django.conf import settings  # noqa: PLC0415 - after the fork

        from motcua.foundation import modules  # noqa: PLC0415 - after the fork
        from motcua.foundation.events import On  # noqa: PLC0415 - after the fork
        from motcua.kernel.exchange import api  # noqa: PLC0415 - after the fork

        settings.EXCHANGE_TLS_DIR = self.folder / "tls"
        settings.FILES_DIR = self.folder / "files"
        settings.EXCHANGE_LONGEST_WAIT_SECONDS = 1
        settings.EXCHANGE_CONNECT_SECONDS = 3
        factories.hold_parcels_for(timedelta(seconds=2))
        for config in modules.installed():  # the office of this test, and documents that go out
            if config.label != "outgoing":
                config.manifest = replace(config.manifest, listens=())
        listens = [On(api.PacketArrived, register), On(api.TakeBackAsked, give_back)]
        config.manifest = replace(config.manifest, listens=listens)
        modules.forget()

    def _listen(self):
        from motcua.integrations.node_link.server import Node  # noqa: PLC0415 - after the fork

        self._settle()
        Node("127.0.0.1", self.port).serve_forever(poll_interval=0.05)

    def _work(self):
        """Carry, twice each time, and handle what arrives as an office would."""
        from motcua.foundation import delivery  # noqa: PLC0415 - after the fork
        from motcua.integrations.node_link.client import NodeLink  # noqa: PLC0415 - after the fork

        self._settle()
        once = NodeLink.deliver

        def twice(link, parcel, peer):
            once(link, parcel, peer)
            once(link, parcel, peer)

        setattr(NodeLink, "deliver", twice)  # noqa: B010 - to send everything twice
        while True:
            factories.carry()
            delivery.deliver_pending(limit=20)
            time.sleep(0.05)

    def _found(self, ways, agencies):
        from motcua.kernel.exchange import api  # noqa: PLC0415 - after the fork
        from motcua.kernel.organisation import api as organisation  # noqa: PLC0415 - after the fork

        self._settle()
        who: Any = {"actor": actors.system("test"), "at": START}
        unit = organisation.create_unit(
            code=self.code,
            name=self.name,
            short_name=self.name,
            parent_id=None,
            kind=organisation.UnitKind.AUTHORITY,
            level=organisation.Level.WARD,
            valid_from=date(2026, 1, 1),
            **who,
        )
        for code, name in agencies.items():
            own = unit.id if code == self.code else None
            api.save_agency(code=code, name=name, unit_id=own, **who)
        for way in ways:
            api.save_peer(
                code=way.node.code,
                name=way.node.name,
                transport="node",
                address=f"https://127.0.0.1:{way.node.port}",
                fingerprints=[way.node.fingerprint],
                serves=way.serves,
                **who,
            )

    # ------------------------------------------------------------- in pytest
    def found(self, ways, agencies):
        self.database.call(self._found, ways, agencies)

    def start(self):
        self.running = [self.database.fork(self._listen), self.database.fork(self._work)]

    def kill(self):
        """Pull the plug: no chance to finish anything."""
        for process in self.running:
            process.kill()
            process.join()
        self.running = []

    def do(self, function, *arguments):
        self.database.call(self._do, function, arguments)

    def _do(self, function, arguments):
        self._settle()
        function(*arguments)

    def count(self, query):
        return self.database.rows(query)[0][0]
