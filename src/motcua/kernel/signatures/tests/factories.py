"""Things for tests, also of modules above."""

import io
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject

from motcua.foundation import actors
from motcua.kernel.documents import api as documents
from motcua.kernel.documents.tests.factories import paper_samples
from motcua.kernel.signatures import api
from motcua.kernel.signatures.models import SignatureRecord, SigningRequest
from motcua.kernel.signatures.queries.trust import signing_provider
from motcua.kernel.signatures.use_cases.engine import FIELD, Hand, Plan
from motcua.kernel.signatures.use_cases.signing import level_for

SYSTEM = actors.system("tests")
UNIT_NAME = "Ủy ban nhân dân phường Sở Dầu"
LEADER = api.SignerRef(
    role=api.Role.PERSON,
    holder_id=UUID(int=5),
    name="Nguyễn Hữu Đường",
    title="Phó Chủ tịch",
    organisation=UNIT_NAME,
    on_behalf="KT. Chủ tịch",
)
SEAL = api.SignerRef(
    role=api.Role.ORGANISATION, holder_id=UUID(int=6), name=UNIT_NAME, organisation=UNIT_NAME
)


def now() -> datetime:
    """Return this instant: the authority's certificates and timestamps live in real time."""
    return datetime.now(UTC)  # noqa: TID251 - the edge of these tests


def person(number: int, name: str = "Trần Văn Thử") -> api.SignerRef:
    """Return a signer with a certificate of his own."""
    return api.SignerRef(
        role=api.Role.PERSON,
        holder_id=UUID(int=number),
        name=name,
        title="Chủ tịch",
        organisation=UNIT_NAME,
    )


def made_count() -> int:
    """Return how many signatures were put on record."""
    return SignatureRecord.objects.count()


def embedded_count() -> int:
    """Return how many requests ended with a signature in their paper."""
    return SigningRequest.objects.filter(state="EMBEDDED").count()


def confirmations() -> int:
    """Return how often a signer was asked, for however many papers at once."""
    return SigningRequest.objects.values("batch_id").distinct().count()


def birth_certificate() -> bytes:
    """Return an unsigned paper with places for both signatures."""
    return documents.render_paper(*paper_samples()["giay-khai-sinh"])


def sign(
    pdf: bytes,
    signer: api.SignerRef = LEADER,
    seal: "api.SignerRef | None" = SEAL,
) -> api.SignedDocument:
    """Sign and seal by the local authority; wants the fixture ``authority`` and a database."""
    return api.sign_document(pdf=pdf, person=signer, organisation=seal, actor=SYSTEM, at=now())


def put_signature(pdf: bytes, signer: api.SignerRef, *, level: "api.Level | None" = None) -> bytes:
    """Return the paper with one more signature, without a database."""
    plan = Plan(field=FIELD[signer.role], level=level_for(signer, level))
    hand = Hand(signer, signing_provider(signer.role))
    prepared = hand.prepare(pdf, plan, at=now())
    (value,) = hand.sign([prepared], purpose="")
    return hand.finish(prepared, value)


def with_a_page_added(pdf: bytes) -> bytes:
    """Return the file with one more page behind its signatures."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = PageObject(
        contents=writer.add_object(generic.StreamObject(stream_data=b"")),
        media_box=generic.ArrayObject([generic.NumberObject(each) for each in (0, 0, 99, 99)]),
    )
    writer.insert_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def hanko(pdf: bytes, folder: Path, authority: Any) -> str:
    """Return what pyHanko's own command line says of a file by the rules of AdES."""
    (folder / "a.pdf").write_bytes(pdf)
    root = authority.books.certificate_file("root")
    command = [str(shutil.which("pyhanko")), "sign", "adesverify", "--pretty-print"]
    told = subprocess.run(  # noqa: S603 - our own file
        [*command, "--trust", str(root), "--trust-replace", "a.pdf"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout + told.stderr


def poppler(pdf: bytes, folder: Path) -> str:
    """Return what pdfsig of poppler-utils says of a file."""
    (folder / "b.pdf").write_bytes(pdf)
    return subprocess.run(  # noqa: S603 - our own file
        [str(shutil.which("pdfsig")), "-nocert", str(folder / "b.pdf")],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
