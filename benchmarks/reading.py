"""How well the letters of worn scans are recognised: thirty pages, the same each time.

    python -m benchmarks.reading [--pages 30] [--first 0]

Draws believable documents with the house's own paper, wears them (pale print, noise, 0.5 to 1.5° of
skew, blur, JPEG, seal and stamps over the text), reads them with the recogniser that is set, and
counts the letters that are wrong: edits by which the text read becomes the text drawn, blanks and
line ends alike. Nothing is written to a database.
"""

import argparse
import os
import statistics
import time
import unicodedata
from typing import Any

from rapidfuzz.distance import Levenshtein


def main() -> None:
    """Print a line for each page and the rate of all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
    import django  # noqa: PLC0415 - the help must not wait for Django

    django.setup()
    _measure(range(asked.first, asked.first + asked.pages))


def plain(text: str) -> str:
    """Return a text with composed letters and single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def wrong_letters(drawn: str, read: str) -> tuple[int, int]:
    """Return how many letters are wrong, and of how many."""
    return Levenshtein.distance(plain(drawn), plain(read)), len(plain(drawn))


def _measure(seeds: range) -> None:
    from django.conf import settings  # noqa: PLC0415 - after setup()
    from django.utils.module_loading import import_string  # noqa: PLC0415

    from motcua.foundation.text import fold  # noqa: PLC0415
    from motcua.kernel.documents import api as documents  # noqa: PLC0415
    from motcua.modules.office.incoming import rules  # noqa: PLC0415
    from motcua.modules.office.incoming.tests import scans  # noqa: PLC0415

    recogniser: Any = import_string(settings.TEXT_RECOGNISER)()
    wrong = letters = folded = numbers = 0
    rates, spent = [], []
    for seed in seeds:
        scan = scans.make(seed)
        begun = time.perf_counter()
        read = recogniser.recognise(scan.pdf, documents.MediaType.PDF, 0)
        spent.append(time.perf_counter() - begun)
        found, of = wrong_letters(scan.text, read.text)
        bare, _of = wrong_letters(fold(scan.text), fold(read.text))
        proposed = rules.read_layout(read.layout, {})
        numbers += proposed.number_symbol == scan.number_symbol
        wrong, letters, folded = wrong + found, letters + of, folded + bare
        rates.append(found / of)
        print(f"page {seed:2}  {of:5} letters  {100 * found / of:5.2f} % wrong", flush=True)
    print(f"\n{len(rates)} pages, {letters} letters: {100 * wrong / letters:.2f} % wrong")
    print(f"without diacritics: {100 * folded / letters:.2f} % wrong")
    print(f"median page {100 * statistics.median(rates):.2f} %, worst {100 * max(rates):.2f} %")
    print(f"number and symbol read exactly: {numbers} of {len(rates)}")
    print(f"seconds a page: median {statistics.median(spent):.1f}")


if __name__ == "__main__":
    main()
