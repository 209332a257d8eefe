"""At the counter: an official enters a dossier for somebody; both are recorded."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.forms import api as forms
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures

from ... import permissions, queries, rules, use_cases
from ...models import Draft
from ...types import Channel, ResultWay
from ...use_cases.sending import known_answers
from ..checking import doubt_of
from ..citizen.papers import offers_for
from ..postal import postal_context, typed_postal
from ..states import way_of


def _own_units(request: Request) -> list[organisation.UnitInfo]:
    allowed = permissions.RECEIVE.units(request.actor)
    on = local_date(request.at)
    units = organisation.list_units(on=on, kind=organisation.UnitKind.AUTHORITY)
    return [unit for unit in units if unit.id in allowed]


def _served(request: Request, unit: organisation.UnitInfo) -> list[tuple[str, str]]:
    level = (
        procedures.Level.WARD
        if unit.level == organisation.Level.WARD
        else procedures.Level.DISTRICT
    )
    found = procedures.list_procedures(on=local_date(request.at), level=level)
    return [(each.code, f"{each.title} ({each.code})") for each in found]


def _born(text: str) -> date | None:
    parts = text.replace("-", "/").split("/")
    try:
        day, month, year = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None


def _person(request: Request, faults: list[Fault]) -> UUID | None:
    """Return the person at the counter, known or new; say what is missing."""
    number = request.POST.get("personal_number", "").replace(" ", "")
    if not identity.is_personal_number(number):
        faults.append(Fault("personal_number", _("A personal number has twelve digits.")))
        return None
    if known := identity.find_person(number):
        return known.id
    name = request.POST.get("full_name", "").strip()
    if not name:
        faults.append(Fault("full_name", _("We do not know this number yet. Write the full name.")))
        return None
    made = identity.upsert_person(
        actor=request.actor,
        personal_number=number,
        full_name=name,
        birth_date=_born(request.POST.get("birth_date", "")),
        phone=request.POST.get("phone", "").strip(),
        at=request.at,
    )
    return made.id


@access.needs(permissions.RECEIVE)
def begin(request: Request) -> HttpResponse:
    """Ask who stands at the counter and for what."""
    units = _own_units(request)
    unit = units[0]
    choices = _served(request, unit)
    faults: list[Fault] = []
    if request.method == "POST":
        code = request.POST.get("procedure", "").strip()
        code = next((value for value, words in choices if code in {value, words}), "")
        if not code:
            faults.append(Fault("procedure", _("Choose a procedure from the list.")))
        person_id = _person(request, faults)
        if not faults and person_id is not None:
            form = forms.form_for_procedure(code, local_date(request.at))
            draft = use_cases.begin_draft(
                actor=request.actor,
                procedure_code=code,
                person_id=person_id,
                unit_id=unit.id,
                data=known_answers(
                    procedure_code=code,
                    person_id=person_id,
                    form=form,
                    on=local_date(request.at),
                ),
                channel=Channel.DIRECT,
                at=request.at,
            )
            return redirect("dossiers:walk_in_form", draft_id=draft.id)
    errors = {fault.path: fault.message for fault in faults}
    context = {
        "unit": unit,
        "choices": choices,
        "faults": faults,
        "errors": errors,
        "typed": request.POST,
    }
    return render(request, "dossiers/workspace/walk_in.html", context)


def _use_held(request: Request, draft: Draft, key: str) -> list[Fault]:
    """Use the held paper to which the person at the counter agreed, if any."""
    offer = request.POST.get(f"known.{key}", "")
    if not offer:
        return []
    source, _bar, record = offer.partition("|")
    try:
        use_cases.use_known_paper(
            actor=request.actor,
            draft_id=draft.id,
            component_key=key,
            source=source,
            record=record,
            at=request.at,
        )
    except DomainError as refusal:
        return [Fault(f"papers.{key}", str(refusal))]
    return []


def _take_papers(request: Request, draft: Draft) -> list[Fault]:
    faults = []
    for line in queries.list_paper_lines(of=draft):
        key, name = line.need.key, line.need.name
        file_ids: list[UUID | None] = []
        for upload in request.FILES.getlist(f"papers.{key}"):
            try:
                stored = documents.store(
                    content=upload, filename=upload.name or "", actor=request.actor, at=request.at
                )
            except DomainError as refusal:
                faults.append(Fault(f"papers.{key}", str(refusal)))
            else:
                file_ids.append(stored.id)
        if key in request.POST.getlist("originals") and not line.files:
            file_ids.append(None)
        faults += _use_held(request, draft, key)
        for file_id in file_ids:
            use_cases.add_draft_paper(
                actor=request.actor,
                draft_id=draft.id,
                component_key=key,
                name=name,
                file_id=file_id,
                at=request.at,
            )
    return faults


def _finish(request: Request, draft: Draft) -> tuple[str, tuple[Fault, ...]]:
    """Send and accept in one go; return the code, or everything that is missing."""
    try:
        receipt = use_cases.submit(actor=request.actor, draft_id=draft.id, at=request.at)
    except Invalid as refusal:
        return "", refusal.faults
    use_cases.accept_dossier(actor=request.actor, code=receipt.code, at=request.at)
    messages.success(request, _("Entered and accepted. Print the receipt for the applicant."))
    return receipt.code, ()


@access.needs(permissions.RECEIVE)
def fill_in(request: Request, draft_id: UUID) -> HttpResponse:
    """Fill in everything on one page, then send, accept and print in one go."""
    draft = queries.get_draft(actor=request.actor, draft_id=draft_id)
    if draft.submission_code:
        return redirect("dossiers:case", code=draft.submission_code)
    version = procedures.get_version_by_id(draft.version_id)
    form = forms.form_for_procedure(draft.procedure_code, local_date(request.at))
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        draft.data = forms.merge(form, draft.data, forms.parse(form, request.POST))
        allowed = rules.cases_of(version.components)
        use_cases.save_draft(
            actor=request.actor,
            draft_id=draft.id,
            data=draft.data,
            cases=[case for case in request.POST.getlist("cases") if case in allowed],
            result_way=way_of(request.POST.get("result_way"), draft.result_way),
            postal=typed_postal(request.POST),
            at=request.at,
        )
        draft = queries.get_draft(actor=request.actor, draft_id=draft_id)
        faults = tuple(_take_papers(request, draft))
        if "send" in request.POST and not faults and forms.rework(request.POST) is None:
            code, faults = _finish(request, draft)
            if code:
                return redirect(f"{reverse('dossiers:case', args=[code])}?printed=01")
        draft = queries.get_draft(actor=request.actor, draft_id=draft_id)
    errors = {fault.path: fault.message for fault in faults}
    person = identity.get_person(draft.person_id) if draft.person_id else None
    lines = queries.list_paper_lines(of=draft)
    offers = offers_for(draft, lines, request.at)
    context = {
        "draft": draft,
        "person": person,
        "version": version,
        "form": forms.bound(form, draft.data, faults),
        "faults": faults,
        "cases": [(case, case) for case in rules.cases_of(version.components)],
        "ways": ResultWay.choices,
        "postal": postal_context(
            typed_postal(request.POST) or draft.postal,
            person_id=draft.person_id,
            faults=faults,
            on=local_date(request.at),
        ),
        "papers": [
            {
                "line": line,
                "error": errors.get(f"papers.{line.need.key}", ""),
                "doubt": doubt_of(line),
                **offers.get(line.need.key, {"offers": [], "ended": []}),
            }
            for line in lines
        ],
    }
    return render(request, "dossiers/workspace/walk_in_form.html", context)
