"""Documents from which tasks are taken, and those that are their products."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.modules.office.incoming import api as incoming
from motcua.modules.office.outgoing import api as outgoing

from ..models import Directive
from ..types import Source

_CONCLUSION = "kết luận"
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """A document from which tasks may be taken."""

    id: UUID
    source: Source
    unit_id: UUID
    number_symbol: str
    title: str
    dated: date
    file_id: UUID | None


def _of_outgoing(found: outgoing.DocumentInfo) -> SourceInfo:
    return SourceInfo(
        id=found.id,
        source=Source.OUTGOING,
        unit_id=found.unit_id,
        number_symbol=found.number_symbol,
        title=f"{found.kind_name}: {found.subject}",
        dated=found.signed_on,
        file_id=found.file_id,
    )


def _of_incoming(found: incoming.IncomingInfo) -> SourceInfo:
    return SourceInfo(
        id=found.id,
        source=Source.INCOMING,
        unit_id=found.unit_id,
        number_symbol=found.number_symbol,
        title=f"{found.kind_name}: {found.subject}",
        dated=found.issued_on or local_date(found.arrived_at),
        file_id=found.file_id,
    )


def search_sources(actor: Actor, text: str) -> list[SourceInfo]:
    """Find issued and registered documents that the actor may see, newest first."""
    found = [
        *(_of_outgoing(each) for each in outgoing.find_issued(text, actor)),
        *(_of_incoming(each) for each in incoming.find_registered(text, actor)),
    ]
    return sorted(found, key=lambda each: each.dated, reverse=True)


def list_conclusions(actor: Actor) -> list[SourceInfo]:
    """List recent conclusions that the actor may see and from which no task was taken yet."""
    found = search_sources(actor, _CONCLUSION)
    ids = [each.id for each in found]
    taken = set(Directive.objects.filter(source_id__in=ids).values_list("source_id", flat=True))
    return [each for each in found if each.id not in taken][:_SHOWN]


def find_source(actor: Actor, source: str, document_id: UUID) -> SourceInfo | None:
    """Return a document that the actor may see, None where there is none."""
    if source == Source.OUTGOING:
        info = outgoing.issued_documents([document_id]).get(document_id)
        seen = outgoing.find_issued(info.number_symbol, actor) if info else ()
        return next((_of_outgoing(each) for each in seen if each.id == document_id), None)
    if source == Source.INCOMING:
        came = incoming.documents([document_id]).get(document_id)
        words = f"{came.number_symbol} {came.subject}" if came else ""
        arrived = incoming.find_registered(words, actor) if came else ()
        return next((_of_incoming(each) for each in arrived if each.id == document_id), None)
    return None


def find_product(actor: Actor, document_id: UUID) -> outgoing.DocumentInfo | None:
    """Return an issued document of ours that the actor may see."""
    info = outgoing.issued_documents([document_id]).get(document_id)
    seen = outgoing.find_issued(info.number_symbol, actor) if info else ()
    return next((each for each in seen if each.id == document_id), None)


def search_products(actor: Actor, text: str) -> tuple[outgoing.DocumentInfo, ...]:
    """Find issued documents of ours that may be the product of a task."""
    return outgoing.find_issued(text, actor)
