"""Whom we trust, which certificates end, what the archive rests on: the administrator's page."""

import re
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from motcua.foundation import access
from motcua.foundation.errors import DomainError
from motcua.foundation.http import Request
from motcua.foundation.time import LOCAL_ZONE, local

from .. import permissions, use_cases
from ..models import TrustedRoot
from ..queries.archive import list_archived, list_stampings
from ..queries.certificates import list_certificates, list_roots
from ..queries.trust import trust_anchors
from ..types import AnchorKind, Role
from .forms import EndTrust, NewPicture, NewRoot

SHOWN = 50


@access.needs(permissions.KEEP_TRUST)
@require_GET
def trust(request: Request) -> HttpResponse:
    """Show roots, certificates and archive timestamps."""
    context = {
        "heads": _heads(),
        "roots": [_root(each, at=request.at) for each in list_roots()],
        "others": _others(),
        "certificates": [
            [
                each.holder_name,
                _name_in(each.issuer),
                _day(each.not_after),
                _left(each.not_after, request.at),
            ]
            for each in list_certificates(at=request.at)[:SHOWN]
        ],
        "archived": [
            [each.original_sha256[:16], _day(each.kept_at), _day(each.proven_until), each.problem]
            for each in list_archived()[:SHOWN]
        ],
        "stampings": [
            [
                _day(each.at),
                each.before_sha256[:16],
                each.after_sha256[:16],
                _day(each.proven_until),
            ]
            for each in list_stampings()[:SHOWN]
        ],
    }
    return render(request, "signatures/trust.html", context)


@access.needs(permissions.KEEP_TRUST)
@require_http_methods(["GET", "POST"])
def new_root(request: Request) -> HttpResponse:
    """Put a root on the list."""
    form = NewRoot(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        try:
            use_cases.trust_root(
                content=form.cleaned_data["file"].read(),
                kind=AnchorKind(form.cleaned_data["kind"]),
                source=form.cleaned_data["source"],
                valid_from=_midnight(form.cleaned_data["valid_from"]),
                actor=request.actor,
                at=request.at,
            )
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("The root is on the list."))
            return redirect("signatures:trust")
    return render(request, "signatures/new_root.html", {"form": form})


@access.needs(permissions.KEEP_TRUST)
@require_http_methods(["GET", "POST"])
def end_root(request: Request, root_id: UUID) -> HttpResponse:
    """End the trust in a root."""
    root = list_roots().filter(id=root_id, valid_to__isnull=True).first()
    if root is None:
        return redirect("signatures:trust")
    form = EndTrust(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            use_cases.end_trust(
                root_id=root_id,
                valid_to=_midnight(form.cleaned_data["valid_to"]),
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
        except DomainError as error:
            form.add_error("valid_to", str(error))
        else:
            messages.success(request, _("The end of the trust is written down."))
            return redirect("signatures:trust")
    return render(request, "signatures/end_root.html", {"form": form, "root": root})


@access.needs(permissions.KEEP_TRUST)
@require_http_methods(["GET", "POST"])
def new_picture(request: Request) -> HttpResponse:
    """Keep the picture of a signature or a seal, for somebody who holds a certificate."""
    form = NewPicture(*((request.POST, request.FILES) if request.method == "POST" else ()))
    holders = {f"{each.role}:{each.holder_id}": each for each in list_certificates(at=request.at)}
    form.fields["holder"].choices = [  # type: ignore[attr-defined] # it is a field of choices
        (key, f"{each.holder_name} ({Role(each.role).label})") for key, each in holders.items()
    ]
    if form.is_valid():
        holder = holders[form.cleaned_data["holder"]]
        try:
            use_cases.keep_picture(
                role=Role(holder.role),
                holder_id=holder.holder_id,
                holder_name=holder.holder_name,
                content=form.cleaned_data["file"].read(),
                actor=request.actor,
                at=request.at,
            )
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("The picture is kept; it stands on papers from now on."))
            return redirect("signatures:trust")
    return render(request, "signatures/new_picture.html", {"form": form})


def _heads() -> dict[str, list[str]]:
    original, until = _("Original (SHA-256)"), _("Proven until")
    return {
        "others": [_("Root"), pgettext("trust", "Kind")],
        "certificates": [
            _("Holder"),
            _("Certificate issued by"),
            _("Ends on"),
            _("Time left"),
        ],
        "archived": [original, _("Kept since"), until, _("Problem")],
        "stampings": [
            _("Added on"),
            _("File before (SHA-256)"),
            _("File after (SHA-256)"),
            until,
        ],
    }


def _root(root: TrustedRoot, *, at: datetime) -> dict[str, Any]:
    begun, ended = root.valid_from <= at, root.valid_to is not None and root.valid_to <= at
    states = {
        (True, False): _("trusted"),
        (False, False): _("not yet trusted"),
        (True, True): pgettext("trust", "ended"),
    }
    return {
        "title": root.name,
        "rows": [
            {"label": label, "value": value}
            for label, value in (
                (pgettext("trust", "State"), states[begun, ended]),
                (pgettext("trust", "Kind"), str(AnchorKind(root.kind).label)),
                (_("Trusted from"), _day(root.valid_from)),
                (_("Trusted until"), _day(root.valid_to) if root.valid_to else ""),
                (_("Source"), root.source),
                (_("Why it ended"), root.end_reason),
                ("SHA-256", root.sha256),
            )
            if value
        ],
        "end": None
        if root.valid_to is not None
        else reverse("signatures:end_root", kwargs={"root_id": root.id}),
    }


def _others() -> list[list[str]]:
    """Return the roots that come from the operator's folder or from the demo's authority."""
    own = {bytes(each.certificate) for each in list_roots()}
    return [
        [each.name, str(each.kind.label)] for each in trust_anchors() if each.certificate not in own
    ]


def _day(at: datetime) -> str:
    return local(at).strftime("%d/%m/%Y")


def _name_in(subject: str) -> str:
    """Return the common name of an authority, without the rest of its distinguished name."""
    named = re.search(r"Common Name: ([^,;]+)", subject)
    return named.group(1) if named else subject


def _left(end: datetime, at: datetime) -> str:
    return _("%(days)s days") % {"days": (end - at).days}


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time(), LOCAL_ZONE)
