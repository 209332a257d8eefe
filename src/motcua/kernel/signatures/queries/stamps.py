"""What a person sees of a signature: never evidence, only courtesy."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.stamp.static import StaticStampStyle

from motcua.kernel.documents import api as documents

from ..errors import PictureUnreadable
from ..rules.placing import stamped
from ..types import Role, SignerRef

STAMPS = Path(__file__).resolve().parents[1] / "data" / "stamps"
BLUE, RED = (29, 63, 143), (200, 16, 46)
LARGEST_SIDE = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a signature looks: a picture, else words alone, else what the house draws."""

    picture: bytes | None = None
    words: str = ""


@contextmanager
def stamp(
    signer: SignerRef, look: Look, *, width: float, height: float, at: datetime
) -> Iterator[StaticStampStyle]:
    """Give the appearance of a signature, as large as its field, with embedded fonts.

    Law:
        ND 30/2020, Annex I: the person's in blue, the organisation's in red.
    """
    if look.picture is not None:
        ink = in_ink(look.picture, RED if signer.role is Role.ORGANISATION else BLUE)
        yield StaticStampStyle(background=PdfImage(ink), border_width=0, background_opacity=1)
        return
    drawn = "organisation.typ" if signer.role is Role.ORGANISATION else "person.typ"
    pdf = documents.render_paper(
        STAMPS / ("mark.typ" if look.words else drawn),
        {
            "title": signer.name,
            "author": signer.organisation,
            "at": at,
            "name": signer.name,
            "words": look.words,
            "stamped": stamped(at),
            "width": width,
            "height": height,
        },
    )
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        yield StaticStampStyle(
            background=ImportedPdfPage(file.name), border_width=0, background_opacity=1
        )


def in_ink(picture: bytes, colour: tuple[int, int, int]) -> Image.Image:
    """Return a scan of a signature or a seal in one colour on transparent ground.

    The darker a dot was, the more ink; what the picture leaves transparent stays so.

    Raises:
        PictureUnreadable: It is no picture.

    Law:
        ND 30/2020, Annex I
    """
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            opened.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
            whole = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise PictureUnreadable from error
    ground = Image.new("RGBA", whole.size, "white")
    ground.alpha_composite(whole)
    ink = ImageOps.autocontrast(ImageOps.invert(ground.convert("L")), cutoff=1)
    out = Image.new("RGBA", whole.size, (*colour, 0))
    out.putalpha(ink)
    return out
