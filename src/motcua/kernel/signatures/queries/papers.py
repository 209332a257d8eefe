"""The signatures of issued papers, judged on our own original."""

from datetime import datetime, timedelta

from django.core.cache import cache

from motcua.kernel.documents import api as documents

from ..types import Verdict
from .validation import instant_after_signatures, validate

KEPT = timedelta(minutes=5)


def verdict_of_paper(paper: documents.PaperInfo, *, at: datetime) -> Verdict:
    """Return the verdict on the stored original of an issued paper.

    It is kept for a few minutes: the page is public, and a judgement costs a tenth of a second.

    Raises:
        FileMissing: The original cannot be read.
        NotAPdf: It is no PDF.
    """
    key = f"signatures.verdict.{paper.sha256}"
    kept: Verdict | None = cache.get(key)
    if kept is not None and timedelta(0) <= at - kept.at < KEPT:
        return kept
    pdf = documents.read(paper.file_id)
    verdict = validate(pdf=pdf, at=instant_after_signatures(pdf, at=at))
    cache.set(key, verdict, KEPT.total_seconds())
    return verdict
