"""What a person sees of a signature: never evidence, only courtesy."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.stamp.static import StaticStampStyle

from motcua.foundation.time import local
from motcua.kernel.documents import api as documents

from ..types import Role, SignerRef

STAMPS = Path(__file__).resolve().parents[1] / "data" / "stamps"


@contextmanager
def stamp(
    signer: SignerRef, *, width: float, height: float, at: datetime
) -> Iterator[StaticStampStyle]:
    """Give the appearance of a signature, as large as its field, with embedded fonts.

    Law:
        ND 30/2020, Annex I: the person's in blue, the organisation's in red.
    """
    template = "organisation.typ" if signer.role is Role.ORGANISATION else "person.typ"
    pdf = documents.render_paper(
        STAMPS / template,
        {
            "title": signer.name,
            "author": signer.organisation,
            "at": at,
            "name": signer.name,
            "stamped": local(at).strftime("%d/%m/%Y %H:%M:%S %z")[:-2] + ":00",
            "width": width,
            "height": height,
        },
    )
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        yield StaticStampStyle(background=ImportedPdfPage(file.name), border_width=0)
