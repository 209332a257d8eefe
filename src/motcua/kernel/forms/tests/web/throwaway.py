"""A form filled in page by page, as a module of services does it; for tests alone."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.forms import api as forms
from motcua.kernel.forms.tests.factories import a_form


@access.public
def step(request: Request, code: str, section: int) -> HttpResponse:
    form = a_form(code)
    data = request.session.get(code) or forms.prefill(form, {})
    given = request.method == "POST" and not forms.rework(request.POST)
    if request.method == "POST":
        data = forms.merge(form, data, forms.parse(form, request.POST, section), section)
        request.session[code] = data
    faults = forms.validate(form, data, section, on=local_date(request.at)) if given else ()
    if given and not faults:
        later = [each.index for each in forms.sections(form, data) if each.index > section]
        return redirect(f"/try/{code}/{later[0]}/" if later else f"/try/{code}/check/")
    bound = forms.bound(
        form, data, faults, section, suggestions={"*.tinh": ["Hải Phòng", "Hà Nội"]}
    )
    context = {"form": bound, "about": form, "url": "/", "section": section}
    return render(request, "forms/try_section.html", context)


@access.public
def check(request: Request, code: str) -> HttpResponse:
    data = request.session.get(code, {})
    form = a_form(code)
    rows = forms.summary(form, data, change=lambda section: f"/try/{code}/{section}/")
    context = {"form": forms.bound(form, data, section=0), "sections": rows}
    return render(request, "forms_tests/check.html", context)


@access.public
def whole(request: Request, code: str) -> HttpResponse:
    form = a_form(code)
    data = forms.prefill(form, {})
    given = request.method == "POST" and not forms.rework(request.POST)
    if request.method == "POST":
        data = forms.merge(form, data, forms.parse(form, request.POST))
    faults = forms.validate(form, data, on=local_date(request.at)) if given else ()
    context = {
        "form": forms.bound(form, data, faults),
        "about": form,
        "url": "/",
        "sections": forms.sections(form),
        "doubts": forms.warnings(form, data),
        "answers": forms.summary(form, data) if request.method == "POST" else (),
    }
    return render(request, "forms/try_form.html", context)


handler404 = "motcua.ui.errors.not_found"
handler500 = "motcua.ui.errors.broken"
urlpatterns = [
    path("try/<slug:code>/", whole),
    path("try/<slug:code>/<int:section>/", step),
    path("try/<slug:code>/check/", check),
    path("", include("motcua.project.urls")),
]
