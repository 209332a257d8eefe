"""A scan or photo made ready for the recogniser: black and coloured ink apart, smooth, level."""

import io
import statistics
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageOps, UnidentifiedImageError

from motcua.kernel.documents import api as documents

DPI = 200
LONGEST = 2339  # pixels: A4 at 200 dpi; more makes it slower, not better
SMALLEST = 1600  # a smaller picture is drawn larger, or the marks above the letters are lost
MOST_PIXELS = 60_000_000
FARTHEST = 3.0  # degrees of skew that are looked for
STEP = 0.25
SMOOTH = 1.2  # pixels: takes the grain away and leaves the marks above the letters
LARGER = 1.5  # how much larger coloured ink is drawn
_THUMB = 700
_LEAST_COLOUR = 0.0005  # of the page: less is no mark


@dataclass(frozen=True, slots=True)
class Inks:
    """A page as grey PNG: its black ink without seals; its coloured ink, None where it has none."""

    black: bytes
    coloured: bytes | None


def prepare(content: bytes) -> Inks:
    """Return the inks of a picture as the recogniser reads them best.

    Marks of urgency and secrecy are red, and so are seals; stamps are red or blue, and all of them
    lie over black letters.

    Raises:
        PageUnreadable: It is damaged, or has too many pixels.
    """
    picture = _sized(_opened(content)).filter(ImageFilter.GaussianBlur(SMOOTH))
    red, green, blue = picture.split()
    lightest = ImageChops.lighter(red, ImageChops.lighter(green, blue))
    darkest = ImageChops.darker(red, ImageChops.darker(green, blue))
    colour = ImageChops.subtract(lightest, darkest)  # none in black, grey and white
    black = ImageOps.autocontrast(ImageChops.add(lightest, colour), cutoff=(0.5, 20))
    angle = skew_of(black)
    marks = colour.point([min(4 * max(value - 40, 0), 255) for value in range(256)])
    share = statistics.mean(marks.resize((64, 64), Image.Resampling.BOX).tobytes()) / 255
    return Inks(
        black=_level(black, angle),
        coloured=_level(_apart(colour), angle) if share > _LEAST_COLOUR else None,
    )


def _apart(colour: Image.Image) -> Image.Image:
    """Return coloured ink as black on white, larger, for marks are small and stand in frames."""
    size = (round(colour.width * LARGER), round(colour.height * LARGER))
    larger = colour.resize(size, Image.Resampling.BICUBIC)
    return ImageOps.autocontrast(ImageOps.invert(larger), cutoff=(0.1, 60))


def _opened(content: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise documents.PageUnreadable
            return ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise documents.PageUnreadable from error
    except Image.DecompressionBombError as error:
        raise documents.PageUnreadable from error


def _sized(picture: Image.Image) -> Image.Image:
    longest = max(picture.size)
    if SMALLEST <= longest <= LONGEST:
        return picture
    factor = (LONGEST if longest > LONGEST else min(2 * SMALLEST, 4 * longest)) / longest
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _level(ink: Image.Image, angle: float) -> bytes:
    if angle:
        ink = ink.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    out = io.BytesIO()
    ink.save(out, "PNG", compress_level=1, dpi=(DPI, DPI))
    return out.getvalue()


def skew_of(ink: Image.Image) -> float:
    """Return by how many degrees a grey page must be turned so that its lines are level.

    Level lines make rows of ink and rows of paper: the angle at which the rows differ most is it.
    """
    small = ink.copy()
    small.thumbnail((_THUMB, _THUMB))
    small = ImageOps.invert(small)
    steps = round(FARTHEST / STEP)
    angles = sorted((n * STEP for n in range(-steps, steps + 1)), key=abs)
    return max(angles, key=lambda angle: _contrast_of_rows(small, angle))


def _contrast_of_rows(ink: Image.Image, angle: float) -> float:
    turned = ink.rotate(angle, Image.Resampling.BILINEAR) if angle else ink
    rows = turned.resize((1, turned.height), Image.Resampling.BOX)
    return statistics.pvariance(rows.tobytes())
