"""The living page of all forms, and the list of their versions."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.ui import words

from .. import permissions
from ..queries import asking, binding, summaries
from ..queries import catalogue as forms
from ..types import Form, FormVersionInfo


@access.official
def living(request: Request) -> HttpResponse:
    """List every form in use today, to be tried."""
    context = {"forms": forms.list_forms(local_date(request.at))}
    return render(request, "forms/living.html", context)


@access.official
def living_form(request: Request, code: str) -> HttpResponse:
    """Let an official try a form in use today; nothing is kept."""
    form = forms.get_form(code, local_date(request.at))
    return _try(request, form, reverse("forms:living-form", args=[code]))


@access.needs(permissions.VIEW)
def catalogue(request: Request) -> HttpResponse:
    """List all forms and their versions."""
    head = (
        _("Form"),
        {"text": _("Version"), "numeric": True},
        _("In use from"),
        _("until before"),
        _("Procedures"),
        _("Source"),
    )
    rows = [_row(each) for each in forms.list_forms()]
    return render(request, "forms/catalogue.html", {"head": head, "rows": rows})


def _row(version: FormVersionInfo) -> list[object]:
    return [
        {"text": version.title, "href": reverse("forms:version", args=[version.id])},
        version.version,
        _("the beginning") if version.version == 1 else words.as_date(version.valid_from),
        words.as_date(version.valid_to) if version.valid_to else "–",
        ", ".join(version.procedures) or "–",
        version.source,
    ]


@access.needs(permissions.VIEW)
def version(request: Request, form_id: UUID) -> HttpResponse:
    """Show a version of a form as it is asked; nothing is kept."""
    form = forms.get_form_by_id(form_id)
    return _try(request, form, reverse("forms:version", args=[form_id]))


def _try(request: Request, form: Form, url: str) -> HttpResponse:
    section = _section(request, form)
    data = asking.prefill(form, {})
    given = request.method == "POST" and not asking.rework(request.POST)
    if request.method == "POST":
        data = asking.merge(form, data, asking.parse(form, request.POST, section), section)
    faults = asking.validate(form, data, section, on=local_date(request.at)) if given else ()
    context = {
        "form": binding.bound(form, data, faults, section),
        "about": form,
        "url": url,
        "source": form.schema.get("x-source", ""),
        "section": section,
        "sections": asking.sections(form),
        "doubts": asking.warnings(form, data),
        "answers": summaries.summary(form, data) if given else (),
    }
    calm = "forms/try_section.html" if section is not None else "forms/try_form.html"
    return render(request, calm, context)


def _section(request: Request, form: Form) -> int | None:
    """Return the section that the address names, None for all."""
    given = request.GET.get("section", "")
    if not given:
        return None
    if not given.isdecimal() or int(given) >= len(asking.sections(form)):
        raise Http404
    return int(given)
