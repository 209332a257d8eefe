"""The register of births, as the law prints it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..models import BirthEntry

PAGE = 50


def _row(entry: BirthEntry) -> list[object]:
    facts = entry.facts
    parents = [facts[which]["full_name"] for which in ("mother", "father") if facts[which]]
    return [
        {
            "text": entry.place.shown,
            "href": reverse("civil_registry:birth", args=[entry.id]),
        },
        entry.place.book,
        {"text": entry.page, "numeric": True},
        words.as_date(entry.registered_on),
        entry.child_name,
        words.as_date(entry.born_on),
        ", ".join(parents),
        entry.get_kind_display(),
    ]


@access.needs(permissions.VIEW)
def births(request: Request) -> HttpResponse:
    """List the entries of the registers that the reader may see."""
    text = request.GET.get("q", "").strip()
    year = request.GET.get("year", "")
    asked = request.GET.get("page", "")
    page = max(1, int(asked)) if asked.isdecimal() else 1
    found = queries.list_entries(
        actor=request.actor, year=int(year) if year.isdecimal() else None, text=text
    )
    shown = list(found[(page - 1) * PAGE : page * PAGE + 1])
    context = {
        "q": text,
        "year": year,
        "rows": [_row(entry) for entry in shown[:PAGE]],
        "head": [
            _("Number"),
            _("Book"),
            {"text": _("Page"), "numeric": True},
            _("Registered"),
            _("Child"),
            _("Born"),
            _("Parents"),
            _("Kind"),
        ],
        "previous": page - 1,
        "next": page + 1 if len(shown) > PAGE else 0,
    }
    return render(request, "civil_registry/births.html", context)


def _lines(entry: BirthEntry) -> list[dict[str, object]]:
    facts = entry.facts
    lines: list[tuple[str, object]] = [
        (_("Child"), entry.child_name),
        (_("Born"), words.as_date(entry.born_on)),
        (_("Sex"), facts["gender"]),
        (_("Ethnicity"), facts["ethnicity"]),
        (_("Nationality"), facts["nationality"]),
        (_("Place of birth"), facts["birth_place"]),
        (_("Native place"), facts["native_place"]),
    ]
    for which, title in (("mother", _("Mother")), ("father", _("Father"))):
        if facts[which]:
            parent = facts[which]
            parts = (parent["full_name"], parent["born"], parent["residence"])
            lines.append((title, " · ".join(part for part in parts if part)))
    lines += [
        (_("Declared by"), f"{facts['declarant']} ({facts['relation']})"),
        (_("Prepared by"), entry.officer),
        (_("Signed by"), f"{entry.signer_title} {entry.signer}"),
        (_("Dossier"), entry.dossier_code),
    ]
    return [{"label": label, "value": value} for label, value in lines]


@access.needs(permissions.VIEW)
def birth(request: Request, entry_id: UUID) -> HttpResponse:
    """Show an entry with its notes; add a note."""
    entry = queries.get_entry(actor=request.actor, entry_id=entry_id)
    faults = {}
    if request.method == "POST":
        content = request.POST.get("content", "").strip()
        basis = request.POST.get("basis", "").strip()
        faults = {
            name: _("Fill this in.")
            for name, value in (("content", content), ("basis", basis))
            if not value
        }
        if not faults:
            use_cases.annotate_entry(
                actor=request.actor,
                entry_id=entry.id,
                content=content,
                basis=basis,
                at=request.at,
            )
            messages.success(request, _("The note stands beside the entry."))
            return redirect("civil_registry:birth", entry_id=entry.id)
    use_cases.record_look(actor=request.actor, entry_id=entry.id, at=request.at)
    context = {
        "entry": entry,
        "lines": _lines(entry),
        "notes": entry.annotations.order_by("noted_at", "id"),
        "may_annotate": permissions.ANNOTATE.held_by(request.actor, unit_id=entry.unit_id),
        "faults": faults,
        "typed": request.POST,
    }
    return render(request, "civil_registry/birth.html", context)
