"""The pages on which a dossier is filled in, one thing a page."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access, modules
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.forms import api as forms
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures

from ... import queries, rules, use_cases
from ...models import Draft
from ...ports import Relations
from ...queries.participants import with_parts
from ...queries.postal import postal_faults
from ...types import PartOfAnother, PostalAddress, ResultWay, Standing
from ...use_cases.sending import known_answers, preview_faults
from ..checking import doubt_of
from ..postal import LOOK, postal_context, typed_postal
from ..states import way_of
from . import steps


def _open_draft(request: Request, draft_id: UUID) -> Draft | HttpResponse:
    """Return the reader's draft, or the way to what became of it."""
    draft = queries.get_draft(actor=request.actor, draft_id=draft_id)
    if draft.submission_code:
        return redirect("dossiers:sent", code=draft.submission_code)
    return draft


@access.signed_in
def apply(request: Request, code: str) -> HttpResponse:
    """Say what is coming, and begin or go on."""
    version = procedures.get_version(code, local_date(request.at))
    drafts = queries.list_drafts(actor=request.actor).filter(procedure_code=code)
    principals = principals_of(request, version)
    if request.method == "POST":
        person_id, mandate_id = _for_whom(request, principals)
        form = forms.form_for_procedure(code, local_date(request.at))
        known = (
            known_answers(
                procedure_code=code, person_id=person_id, form=form, on=local_date(request.at)
            )
            if person_id
            else {}
        )
        draft = use_cases.begin_draft(
            actor=request.actor,
            procedure_code=code,
            data=known,
            mandate_id=mandate_id,
            at=request.at,
        )
        return redirect("dossiers:place", draft_id=draft.id)
    context = {
        "version": version,
        "draft": drafts.first(),
        "principals": [("", _("For myself"))]
        + [(str(each.mandate_id), each.person_name) for each in principals]
        if principals
        else [],
        "needs": [
            need
            for need in rules.paper_needs(version.components, cases=(), has_form=True)
            if need.is_added
        ],
    }
    return render(request, "dossiers/citizen/apply.html", context)


def principals_of(request: Request, version: procedures.VersionInfo) -> list[Standing]:
    """Return for whom else the reader may begin this."""
    return [
        standing
        for relation in modules.provided(Relations)
        for standing in relation.principals(
            actor=request.actor,
            procedure_code=version.code,
            field=version.field,
            at=request.at,
        )
    ]


def _for_whom(request: Request, principals: list[Standing]) -> tuple[UUID | None, UUID | None]:
    """Return whose data are filled in, and the mandate that was chosen."""
    chosen = request.POST.get("mandate", "")
    standing = next((each for each in principals if str(each.mandate_id) == chosen), None)
    if standing is None:
        return request.actor.person_id, None
    if not standing.is_confirmed:
        return None, standing.mandate_id
    identity.record_access(
        actor=request.actor,
        person_id=standing.person_id,
        purpose=_("Filled in a dossier under a mandate"),
        at=request.at,
    )
    return standing.person_id, standing.mandate_id


def own_and_shown(
    draft: Draft, form: forms.Form, parts: Mapping[int, PartOfAnother]
) -> dict[str, Any]:
    """Return the applicant's answers, and of the others' parts what the form shows him."""
    keys = {part.key for part in parts.values()}
    return forms.mask(form, with_parts(draft.data, tuple(parts.values())), keys)


def competent_units(request: Request, version: procedures.VersionInfo) -> list[tuple[str, str]]:
    """Return where the procedure is served: the value of the choice and the unit's name."""
    level = None if version.level == procedures.Level.BOTH else version.level
    units = organisation.list_units(
        on=local_date(request.at), level=level, kind=organisation.UnitKind.AUTHORITY
    )
    served = [unit for unit in units if unit.level != organisation.Level.PROVINCE]
    return [(str(unit.id), unit.name) for unit in served]


def _own_unit(request: Request, choices: list[tuple[str, str]]) -> str:
    """Return the unit of the ward in which the applicant lives, if it is among the choices."""
    if request.actor.person_id is None:
        return ""
    ward = identity.get_person(request.actor.person_id).address.get("xa", "")
    ward = ward.removeprefix("Phường ").removeprefix("phường ")
    return next((value for value, name in choices if ward and name.endswith(ward)), "")


def _place_faults(
    request: Request,
    choices: list[tuple[str, str]],
    way: ResultWay,
    postal: PostalAddress | None,
) -> list[Fault]:
    """Return everything that is missing on the page of the place, at once."""
    faults = []
    if request.POST.get("unit", "") not in dict(choices):
        faults.append(Fault("unit", _("Choose where the dossier goes.")))
    if way == ResultWay.POST:
        faults += postal_faults(postal or PostalAddress())
    return faults


def _save_place(
    request: Request, draft: Draft, way: ResultWay, postal: PostalAddress | None
) -> None:
    version, form = steps.version_of(draft), steps.form_of(draft, request)
    allowed = rules.cases_of(version.components)
    asked = form.schema["properties"]
    told = postal if rules.ADDRESS_QUESTION in asked else None
    use_cases.save_draft(
        actor=request.actor,
        draft_id=draft.id,
        unit_id=UUID(request.POST["unit"]),
        cases=[case for case in request.POST.getlist("cases") if case in allowed],
        result_way=way,
        postal=postal,
        data=rules.with_way(draft.data, way, told) if rules.WAY_QUESTION in asked else None,
        at=request.at,
    )


@access.signed_in
def place(request: Request, draft_id: UUID) -> HttpResponse:
    """Ask where the dossier goes, what is special about it, and how the result comes back."""
    draft = _open_draft(request, draft_id)
    if isinstance(draft, HttpResponse):
        return draft
    version, form = steps.version_of(draft), steps.form_of(draft, request)
    choices = competent_units(request, version)
    row = steps.pages(draft, form, steps.PLACE)
    way = way_of(request.POST.get("result_way"), draft.result_way)
    postal = typed_postal(request.POST)
    faults: list[Fault] = []
    if request.method == "POST" and LOOK not in request.POST:
        faults = _place_faults(request, choices, way, postal)
        if not faults:
            _save_place(request, draft, way, postal)
            return redirect(steps.beside(row)[1])
    context = {
        "draft": draft,
        "version": version,
        "steps": row,
        "units": choices,
        "chosen": request.POST.get("unit")
        or str(draft.unit_id or "")
        or _own_unit(request, choices),
        "cases": [
            (case, case[:1].upper() + case[1:]) for case in rules.cases_of(version.components)
        ],
        "chosen_cases": request.POST.getlist("cases") if request.POST else draft.cases,
        "ways": ResultWay.choices,
        "way": way,
        "postal": postal_context(
            postal or draft.postal,
            person_id=draft.person_id,
            faults=faults,
            on=local_date(request.at),
        ),
        "fault": next((each.message for each in faults if each.path == "unit"), ""),
        "faults": faults,
    }
    return render(request, "dossiers/citizen/place.html", context)


def _section(draft: Draft, form: forms.Form, section: int) -> forms.Section:
    for each in forms.sections(form, draft.data):
        if each.index == section:
            return each
    raise Http404


@access.signed_in
def questions(request: Request, draft_id: UUID, section: int) -> HttpResponse:
    """Ask one group of questions; whatever was typed is saved, faults or not."""
    draft = _open_draft(request, draft_id)
    if isinstance(draft, HttpResponse):
        return draft
    form = steps.form_of(draft, request)
    if part := steps.others_parts(draft, form).get(section):
        return redirect(part.href)
    group = _section(draft, form, section)
    row = steps.pages(draft, form, section)
    typed = request.POST if request.method == "POST" else identity.pop_stash(request, request.path)
    faults: tuple[Fault, ...] = ()
    if typed is not None:
        draft.data = forms.merge(form, draft.data, forms.parse(form, typed, section), section)
        use_cases.save_draft(
            actor=request.actor,
            draft_id=draft.id,
            data=draft.data,
            result_way=rules.way_answered(draft.data, draft.result_way),
            at=request.at,
        )
        again = forms.rework(typed)
        later = "later" in typed
        if again is None and not later:
            faults = forms.validate(form, draft.data, section, on=local_date(request.at))
        if request.method == "POST" and later:
            return redirect("dossiers:mine")
        if request.method == "POST" and again is not None:
            return redirect(f"{request.path}#{again.anchor}")
        if request.method == "POST" and not faults:
            row = steps.pages(draft, form, section)
            return redirect(steps.beside(row)[1])
    context = {
        "draft": draft,
        "version": steps.version_of(draft),
        "steps": row,
        "back": steps.beside(row)[0],
        "group": group,
        "form": forms.bound(
            form, draft.data, faults, section, prefilled=steps.prefilled_of(draft, form)
        ),
        "has_faults": bool(faults),
    }
    return render(request, "dossiers/citizen/questions.html", context)


@access.signed_in
def autosave(request: Request, draft_id: UUID, section: int | None = None) -> HttpResponse:
    """Save what is being typed; nothing is judged."""
    if request.method != "POST":
        raise Http404
    draft = queries.get_draft(actor=request.actor, draft_id=draft_id)
    form = steps.form_of(draft, request)
    data = forms.merge(form, draft.data, forms.parse(form, request.POST, section), section)
    use_cases.save_draft(actor=request.actor, draft_id=draft.id, data=data, at=request.at)
    return HttpResponse(status=204)


@access.signed_in
def check(request: Request, draft_id: UUID) -> HttpResponse:
    """Show all answers and all faults at once; send."""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            receipt = use_cases.submit(actor=request.actor, draft_id=draft_id, at=request.at)
        except Invalid as refusal:
            faults = refusal.faults
        else:
            return redirect("dossiers:sent", code=receipt.code)
    draft = _open_draft(request, draft_id)
    if isinstance(draft, HttpResponse):
        return draft
    form = steps.form_of(draft, request)
    if request.method != "POST":
        faults = preview_faults(draft=draft, at=request.at)
    row, parts = steps.pages(draft, form, steps.CHECK), steps.others_parts(draft, form)
    context = {
        "draft": draft,
        "version": steps.version_of(draft),
        "steps": row,
        "back": steps.beside(row)[0],
        "summary": forms.summary(
            form,
            own_and_shown(draft, form, parts),
            lambda index: f"/drafts/{draft.id}/questions/{index}/",
        ),
        "parts": parts.values(),
        "doubts": forms.warnings(form, draft.data),
        "lines": [
            {
                "need": line.need,
                "is_given": line.is_given,
                "files": line.files,
                "doubt": doubt_of(line),
            }
            for line in queries.list_paper_lines(of=draft)
        ],
        "to_mend": [
            {"text": fault.message, "href": steps.where_to_mend(fault, form, draft)}
            for fault in faults
        ],
        "way": ResultWay(draft.result_way).label,
        "postal": PostalAddress.read(draft.postal) if draft.result_way == ResultWay.POST else None,
    }
    return render(request, "dossiers/citizen/check.html", context)


@access.signed_in
def discard(request: Request, draft_id: UUID) -> HttpResponse:
    """Ask whether to throw a draft away, and do it."""
    draft = _open_draft(request, draft_id)
    if isinstance(draft, HttpResponse):
        return draft
    if request.method == "POST":
        use_cases.discard_draft(actor=request.actor, draft_id=draft.id, at=request.at)
        return redirect("dossiers:mine")
    context = {"draft": draft, "version": steps.version_of(draft)}
    return render(request, "dossiers/citizen/discard.html", context)
