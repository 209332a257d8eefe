"""Empty signature fields where a paper has its places for signatures."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturePlace:
    """A rectangle on a page (counted from 1), in points from the top left corner."""

    name: str
    label: str
    page: int
    x: float
    y: float
    width: float
    height: float


class _SteadyWriter(IncrementalPdfFileWriter):
    """Writes the same bytes for the same input: no clock, no lot."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        first = prev.document_id[0]
        second = hashlib.sha256(str(first).encode() + b"fields").digest()[:16]
        return generic.ArrayObject([prev.trailer["/ID"][0], generic.ByteStringObject(second)])

    def _update_meta(self) -> None:
        """Leave the metadata as the renderer wrote them."""


def add_signature_fields(pdf: bytes, places: Sequence[SignaturePlace]) -> bytes:
    """Return the PDF with an empty, labelled and tagged signature field at each place.

    They belong to the paper before anybody signs, so that a signature only fills what is there;
    each is named in the tree of tags, for whoever listens to the paper (PDF/UA-1, 7.18).
    """
    writer: IncrementalPdfFileWriter = _SteadyWriter(io.BytesIO(pdf))
    for place in places:
        page = place.page - 1
        page_object = writer.find_page_for_modification(page)[0].get_object()
        tall = float(page_object["/MediaBox"][3])
        box = (
            round(place.x),
            round(tall - place.y - place.height),
            round(place.x + place.width),
            round(tall - place.y),
        )
        append_signature_field(
            writer,
            SigFieldSpec(
                place.name,
                on_page=page,
                box=box,
                empty_field_appearance=False,
                readable_field_name=place.label,
            ),
        )
    _tag_fields(writer, [place.name for place in places])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _tag_fields(writer: IncrementalPdfFileWriter, names: Sequence[str]) -> None:
    tree = writer.root["/StructTreeRoot"]
    top = tree["/K"]
    top_reference = top.raw_get(0) if isinstance(top, generic.ArrayObject) else tree.raw_get("/K")
    document = top_reference.get_object()
    nums = tree["/ParentTree"]["/Nums"]
    key = int(tree["/ParentTreeNextKey"])
    for name, _value, reference in enumerate_sig_fields(writer):
        if name not in names:
            continue
        field = reference.get_object()
        element = writer.add_object(
            generic.DictionaryObject(
                {
                    pdf_name("/Type"): pdf_name("/StructElem"),
                    pdf_name("/S"): pdf_name("/Form"),
                    pdf_name("/P"): top_reference,
                    pdf_name("/Pg"): field.raw_get("/P"),
                    pdf_name("/Alt"): generic.pdf_string(str(field["/TU"])),
                    pdf_name("/K"): generic.DictionaryObject(
                        {
                            pdf_name("/Type"): pdf_name("/OBJR"),
                            pdf_name("/Obj"): reference,
                            pdf_name("/Pg"): field.raw_get("/P"),
                        }
                    ),
                }
            )
        )
        field[pdf_name("/StructParent")] = generic.NumberObject(key)
        field[pdf_name("/Contents")] = generic.pdf_string(str(field["/TU"]))
        nums.extend([generic.NumberObject(key), element])
        _children(document).append(element)
        key += 1
    tree[pdf_name("/ParentTreeNextKey")] = generic.NumberObject(key)
    for changed in (nums, tree, document):
        writer.update_container(changed)


def _children(element: generic.DictionaryObject) -> generic.ArrayObject:
    kids = element["/K"]
    if not isinstance(kids, generic.ArrayObject):
        kids = generic.ArrayObject([element.raw_get("/K")])
        element[pdf_name("/K")] = kids
    return kids
