"""The catalogue of the reading room: what the archive gives to readers, and how it is found."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.kernel.search import api as search
from motcua.modules.office.archive import api as archive

from ..types import Listed

KIND = "reading_room"
_BATCH = 100


def feed() -> Iterator[search.Document]:
    """Yield all that stands in the catalogue."""
    last: UUID | None = None
    while ids := archive.archived_ids(after=last, limit=_BATCH):
        last = ids[-1]
        yield from found(ids)


def found(file_ids: Collection[UUID]) -> list[search.Document]:
    """Return what can be found of the documents in archived files.

    Of what is given on conditions only the line in the catalogue, never the text.
    """
    lines = listed_in(file_ids)
    names = organisation.unit_names({each.unit_id for each in lines.values()})
    return [_to_search(each, names.get(each.unit_id, "")) for each in lines.values()]


def listed_in(file_ids: Collection[UUID]) -> Mapping[UUID, Listed]:
    """Return the documents in these files that stand in the catalogue, by their id."""
    files = archive.files(file_ids)
    items = [
        item
        for file_id, found in archive.items_of(list(files)).items()
        if files[file_id].is_archived
        for item in found
    ]
    elsewhere = archive.files_of([item.record_id for item in items])
    return {
        item.record_id: _line(item, elsewhere.get(item.record_id, (files[item.file_id],)))
        for item in items
    }


def listed(record_ids: Collection[UUID]) -> Mapping[UUID, Listed]:
    """Return the documents of the catalogue by id; what readers may not ask for is left out."""
    kept = archive.requestable(record_ids)
    lines = listed_in({each.id for each in kept.values()})
    return {each: lines[each] for each in record_ids if each in kept and each in lines}


def records_with(stored_file_id: UUID) -> list[UUID]:
    """Return the documents of the catalogue whose original is a stored file."""
    keys = search.list_keys(kind=KIND, facets={"file": (str(stored_file_id),)})
    return [UUID(key) for key in keys]


def _line(item: archive.ItemInfo, files: tuple[archive.FileInfo, ...]) -> Listed:
    """Return the line of a document: the strictest file in which it lies decides."""
    kept = [each for each in files if each.is_archived]
    return Listed(
        id=item.record_id,
        unit_id=kept[0].unit_id,
        file_id=item.file_id,
        file_code=kept[0].code,
        file_title=kept[0].title,
        kind_name=item.kind_name,
        number_symbol=item.number_symbol,
        issued_on=item.issued_on,
        author=item.author,
        subject=item.subject,
        is_open=all(each.access == archive.Access.OPEN for each in kept),
        stored_file_id=item.stored_file_id,
    )


def _to_search(line: Listed, unit_name: str) -> search.Document:
    has_text = line.is_open and line.stored_file_id is not None
    text = documents.read_text(line.stored_file_id).text if line.stored_file_id and has_text else ""
    facets: dict[str, tuple[str, ...]] = {
        "unit": (str(line.unit_id),),
        "author": tuple(dict.fromkeys(search.words_of(line.author))),
        "file": (str(line.stored_file_id),) if has_text else (),
        "in": (str(line.file_id),),
        "access": ("open" if line.is_open else "conditional",),
    }
    if line.issued_on:
        facets["year"] = (str(line.issued_on.year),)
    return search.Document(
        key=str(line.id),
        title=f"{line.kind_name} {line.subject}".strip(),
        keywords=(line.number_symbol,) if line.number_symbol else (),
        text=f"{line.author}\n{unit_name}\n{text}",
        facets=facets,
        dated=line.issued_on,
    )
