"""Documents of a whole installation that exchanges with others; for tests with real nodes."""

from django.utils import timezone

from motcua.foundation import actors
from motcua.kernel.documents import api as documents
from motcua.kernel.exchange.tests import factories as packets
from motcua.kernel.organisation import api as organisation
from motcua.modules.office.outgoing import use_cases
from motcua.modules.office.outgoing.models import Document, Register, Version
from motcua.modules.office.outgoing.types import Content, State
from motcua.modules.office.outgoing.use_cases import common

SYSTEM = actors.system("test")


def put_out(unit_code: str, number: int, names: tuple[str, ...], replaces: int = 0) -> None:
    """Let a document be out as the job leaves it once it is signed, and send it."""
    at = timezone.now()  # noqa: TID251 - an edge: a process of its own
    unit = organisation.find_unit(unit_code, on=at.date())
    assert unit is not None
    file = documents.store(
        content=packets.pdf(f"Văn bản {number}"), filename="vb.pdf", actor=SYSTEM, at=at
    )
    register, _new = Register.objects.get_or_create(
        unit_id=unit.id, title="Sổ văn bản đi", defaults={"valid_from": at.date()}
    )
    content = Content(kind="CV", subject=f"việc {number}", recipients=names)
    document = Document.objects.create(
        unit_id=unit.id,
        drafting_unit_id=unit.id,
        drafter_post_id=unit.id,
        drafter_name="Soạn thảo",
        kind="CV",
        subject=content.subject,
        state=State.ISSUED,
        state_at=at,
        created_at=at,
        version=1,
        register=register,
        year=at.year,
        number=number,
        symbol="UBND",
        number_symbol=f"{number:02}/UBND",
        dated=at.date(),
        issued_at=at,
        file_id=file.id,
        replaces=Document.objects.filter(number=replaces).first(),
    )
    Version.objects.create(
        document=document, number=1, content=content.to_json(), saved_at=at, saved_by_name="–"
    )
    common.set_receivers(document, content, at=at)
    use_cases.send_issued(actor=SYSTEM, document_id=document.id, at=at)


def recall(number: int) -> None:
    """Take a document back."""
    document_id = Document.objects.get(number=number).id
    at = timezone.now()  # noqa: TID251 - as above
    use_cases.recall_document(actor=SYSTEM, document_id=document_id, reason="Sai số liệu", at=at)
