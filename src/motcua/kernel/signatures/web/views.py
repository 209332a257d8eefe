"""Is this paper genuine? Open to everybody, without an account and without script."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.kernel.documents import api as documents

from ..errors import NotAPdf, TooManyChecks
from ..queries.papers import verdict_of_paper
from ..queries.presentation import particulars, summary, words_of_trial
from ..queries.validation import validate
from ..types import AnchorKind, Outcome, Verdict
from .forms import Copy, FileOrCode

MOST_A_MINUTE = 30  # of one address: a judgement costs time


@access.public
@never_cache
@require_http_methods(["GET", "POST"])
def verify(request: Request) -> HttpResponse:
    """Take a PDF or a code, and tell whether the paper is genuine; nothing is stored."""
    form = FileOrCode(*_given(request))
    if not form.is_valid():
        return render(request, "signatures/verify.html", {"form": form})
    if form.cleaned_data["file"] is None:
        return redirect("signatures:paper", token=form.cleaned_data["code"].strip())
    _count(request)
    file = form.cleaned_data["file"]
    content = file.read()
    try:
        verdict = validate(pdf=content, at=request.at)
    except NotAPdf as error:
        form.add_error("file", str(error))
        return render(request, "signatures/verify.html", {"form": form})
    found = documents.find_papers_by_content(content)
    paper = found[0] if found else None
    context = _shown(verdict, paper) | {"filename": file.name, "paper": paper}
    return render(request, "signatures/result.html", context)


@access.public
@never_cache
@require_http_methods(["GET", "POST"])
def paper(request: Request, token: str) -> HttpResponse:
    """Show what the QR code of a paper leads to; compare a copy with the original."""
    _count(request)
    found = documents.get_paper(token=token)
    verdict = verdict_of_paper(found, at=request.at)
    form = Copy(*_given(request))
    context = _shown(verdict, found) | {"paper": found, "form": form}
    if form.is_valid():
        context["copy"] = _compare(form.cleaned_data["file"].read(), found, at=request.at)
    return render(request, "signatures/paper.html", context)


def _given(request: Request) -> tuple[Any, Any]:
    """Return what was sent; an empty form that was sent is a fault, not a first visit."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _compare(content: bytes, found: documents.PaperInfo, *, at: datetime) -> dict[str, Any]:
    """Return how a copy stands to the original, and what its own signatures say if it differs."""
    if hashlib.sha256(content).hexdigest() == found.sha256:
        return {"same": True}
    try:
        verdict = validate(pdf=content, at=at)
    except NotAPdf:
        return {"same": False}
    return {"same": False, "verdict": verdict}


def _shown(verdict: Verdict, found: documents.PaperInfo | None) -> dict[str, Any]:
    tone, title, text = _headline(verdict, found)
    return {
        "verdict": verdict,
        "tone": tone,
        "title": title,
        "text": text,
        "signatures": [
            {
                "title": signature.signer,
                "rows": _rows(summary(signature)),
                "particulars": _rows(particulars(signature)),
                "checks": [[check.question, check.answer] for check in signature.checks],
            }
            for signature in verdict.signatures
        ],
    }


def _rows(lines: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in lines]


def _headline(verdict: Verdict, found: documents.PaperInfo | None) -> tuple[str, str, str]:
    """Return outcome, title and sentence: what the register says of the paper comes first."""
    if found is not None and found.state is documents.PaperState.REVOKED:
        title = _("This paper was revoked")
        return (
            Outcome.FAILED.value,
            title,
            _("It is worth nothing any more. Reason: %(reason)s") % {"reason": found.state_reason},
        )
    if found is not None and found.state is documents.PaperState.REPLACED:
        title = _("This paper was replaced by another")
        return (
            Outcome.INDETERMINATE.value,
            title,
            _("Ask for the new one. Reason: %(reason)s") % {"reason": found.state_reason},
        )
    titles = {
        Outcome.PASSED: _("Genuine"),
        Outcome.FAILED: _("Not genuine"),
        Outcome.INDETERMINATE: _("We cannot tell"),
    }
    sentences = [f"{verdict.label}.", verdict.reason]
    is_test = any(each.anchor_kind is AnchorKind.TEST for each in verdict.signatures)
    if not (is_test and verdict.outcome is Outcome.PASSED):
        sentences.append(verdict.meaning)
    if is_test:
        sentences.append(words_of_trial())
    return verdict.outcome.value, titles[verdict.outcome], " ".join(sentences)


def _address(request: Request) -> str:
    """Return who asks; a proxy of this machine says for whom it does."""
    near = str(request.META.get("REMOTE_ADDR", ""))
    far = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    return far[:45] if far and near in {"127.0.0.1", "::1", ""} else near


def _count(request: Request) -> None:
    """Refuse an address that asks too often."""
    key = f"signatures.checks.{_address(request)}.{int(request.at.timestamp()) // 60}"
    cache.add(key, 0, 120)
    if cache.incr(key) > MOST_A_MINUTE:
        raise TooManyChecks
