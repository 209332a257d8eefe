"""Stores with their shelves and boxes; packages and what was found damaged."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault, NotFound
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.kernel.documents import api as documents
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..models import Package, Place
from ..types import BELOW, PlaceKind
from . import shown


@access.needs(permissions.KEEP)
def stores(request: Request) -> HttpResponse:
    """Show stores, shelves and boxes; add and remove them; see what lies in a box."""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            said = _change(request)
        except DomainError as error:
            faults = shown.note_refusal(request, error)
        else:
            shown.done(request, said)
            return redirect("archive:stores")
    unit_id = shown.authority_of(request, permissions.KEEP)
    places = queries.list_places(actor=request.actor)
    box = _asked_box(request)
    context = {
        "unit_id": unit_id,
        "rows": [_row(each) for each in places],
        "above": [("", _("A new store"))]
        + [(str(each.id), _above_label(each)) for each in places if PlaceKind(each.kind) in BELOW],
        "box": box,
        "box_path": queries.path_of(box),
        "heads": shown.file_heads(),
        "files": [
            shown.file_cells(each)
            for each in box.files.select_related("keeper_unit").order_by("year", "code")
        ]
        if box
        else [],
        "posted": request.POST,
        "faults": faults,
    }
    return shown.page(request, "stores", context, tab="stores")


def _asked_box(request: Request) -> Place | None:
    box_id = read_uuid(request.GET.get("box", ""))
    return queries.get_place(actor=request.actor, place_id=box_id) if box_id else None


def _above_label(place: Place) -> str:
    below = BELOW[PlaceKind(place.kind)].label
    return _("%(what)s in %(where)s") % {"what": below, "where": queries.path_of(place)}


def _row(place: Any) -> dict[str, Any]:
    kind = PlaceKind(place.kind)
    return {
        "place": place,
        "kind": kind.label,
        "is_box": kind is PlaceKind.BOX,
        "depth": [PlaceKind.STORE, PlaceKind.SHELF, PlaceKind.BOX].index(kind),
        "href": f"{reverse('archive:stores')}?box={place.id}",
        "label_href": reverse("archive:label", args=[place.id]),
    }


def _change(request: Request) -> str:
    post = request.POST
    removed = read_uuid(post.get("remove", ""))
    if removed is not None:
        use_cases.remove_place(actor=request.actor, place_id=removed, at=request.at)
        return _("Removed.")
    unit_id = read_uuid(post.get("unit", ""))
    if unit_id is None:
        raise NotFound
    use_cases.add_place(
        actor=request.actor,
        unit_id=unit_id,
        above_id=read_uuid(post.get("above", "")),
        name=post.get("name", ""),
        note=post.get("note", ""),
        at=request.at,
    )
    return _("Added.")


@access.needs(permissions.KEEP)
def label(request: Request, place_id: UUID) -> HttpResponse:
    """Give the label of a box, or of all boxes on a shelf or in a store."""
    place = queries.get_place(actor=request.actor, place_id=place_id)
    boxes = [
        each
        for each in queries.boxes(actor=request.actor, unit_id=place.unit_id)
        if place.id in (each.id, each.above_id, each.above.above_id if each.above else None)
    ]
    if not boxes:
        raise NotFound
    drawn = queries.box_labels(boxes, at=request.at)
    return documents.serve_drawn(drawn, documents.MediaType.PDF, "nhan-hop.pdf")


@access.needs(permissions.KEEP)
def packages(request: Request) -> HttpResponse:
    """Show the packages, when each was read last, and what is damaged."""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            said = _tend(request)
        except DomainError as error:
            faults = shown.note_refusal(request, error)
        else:
            shown.done(request, said)
            return redirect("archive:packages")
    found, urls = shown.paged(queries.list_packages(actor=request.actor), request)
    context = {
        "heads": [
            pgettext("archive", "File"),
            pgettext("archive", "Pieces"),
            _("Size"),
            _("Read last"),
            _("State"),
        ],
        "rows": [_package_row(each) for each in found],
        "broken": [_broken(each) for each in found if not each.is_sound],
        "packages": [(str(each.id), f"{each.file.code} {each.file.title}") for each in found],
        "days": queries.fixity_days(),
        "faults": faults,
        **urls,
    }
    return shown.page(request, "packages", context, tab="packages")


def _package_row(each: Any) -> dict[str, Any]:
    sound = {"label": pgettext("package", "Sound"), "tone": "good", "icon": "check"}
    damaged = {"label": pgettext("package", "Damaged"), "tone": "bad", "icon": "warning"}
    return {
        "cells": [
            {
                "text": f"{each.file.code} ({each.file.year}) {each.file.title}",
                "href": reverse("archive:file", args=[each.file_id]),
            },
            {"text": each.amount, "numeric": True},
            {"text": words.as_size(each.octets), "numeric": True},
            words.as_instant(each.checked_at) if each.checked_at else "",
            {"state": sound if each.is_sound else damaged},
        ],
        "late": not each.is_sound,
    }


def _broken(package: Package) -> dict[str, Any]:
    return {
        "package": package,
        "title": f"{package.file.code} ({package.file.year}) {package.file.title}",
        "files": list(package.files.exclude(broken_at=None).order_by("path")),
    }


def _tend(request: Request) -> str:
    package_id = read_uuid(request.POST.get("package", ""))
    mine = {each.id for each in queries.list_packages(actor=request.actor)}
    if package_id is None or package_id not in mine:
        raise NotFound
    do = use_cases.mend_package if request.POST.get("act") == "mend" else use_cases.check_package
    found = do(actor=request.actor, package_id=package_id, at=request.at)
    if found.broken:
        return _("Read: %(count)s damaged.") % {"count": len(found.broken)}
    return _("Read: all %(count)s pieces are what was archived.") % {"count": found.files}
