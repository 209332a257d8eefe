"""The pages of a draft in their order, and where one is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation.errors import Fault
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.forms import api as forms
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.procedures import api as procedures

from ...models import Draft
from ...queries.participants import parts_of_others
from ...types import PartOfAnother

PLACE, PAPERS, CHECK = "place", "papers", "check"


def version_of(draft: Draft) -> procedures.VersionInfo:
    """Return the procedure that the draft is for."""
    return procedures.get_version_by_id(draft.version_id)


def form_of(draft: Draft, request: Request) -> forms.Form:
    """Return the declaration form of the draft."""
    return forms.form_for_procedure(draft.procedure_code, local_date(request.at))


def pages(draft: Draft, form: forms.Form, current: str | int) -> list[dict[str, str]]:
    """Return the row of pages with the present one marked; an index names a question group."""
    found: list[tuple[str | int, str, str]] = [
        (PLACE, _("Where"), reverse("dossiers:place", args=[draft.id]))
    ]
    others = others_parts(draft, form)
    found += [
        (each.index, each.title, reverse("dossiers:questions", args=[draft.id, each.index]))
        for each in forms.sections(form, draft.data)
        if each.index not in others
    ]
    found.append((PAPERS, _("Papers"), reverse("dossiers:papers", args=[draft.id])))
    # Others come last: what they agree to should not change afterwards.
    found += [(index, part.title, part.href) for index, part in others.items()]
    found.append((CHECK, _("Check and send"), reverse("dossiers:check", args=[draft.id])))
    here = next((n for n, page in enumerate(found) if page[0] == current), 0)
    return [
        {
            "title": title,
            "href": href,
            "state": "current" if n == here else "done" if n < here else "todo",
        }
        for n, (_key, title, href) in enumerate(found)
    ]


def others_parts(draft: Draft, form: forms.Form) -> Mapping[int, PartOfAnother]:
    """Return the parts that others fill in, by the question group in which they are asked."""
    if draft.person_id is None or not forms.parts(form):
        return {}
    sections = {part.key: part.section for part in forms.parts(form)}
    parts = parts_of_others(draft, form, draft.updated_at)
    return {sections[part.key]: part for part in parts}


def beside(steps: Sequence[Mapping[str, str]]) -> tuple[str, str]:
    """Return the addresses of the pages before and after the present one; empty at the ends."""
    here = next(n for n, step in enumerate(steps) if step["state"] == "current")
    before = steps[here - 1]["href"] if here else ""
    after = steps[here + 1]["href"] if here + 1 < len(steps) else ""
    return before, after


def section_of(path: str, form: forms.Form, draft: Draft) -> int:
    """Return the question group that asks for a path."""
    root = path.split(".", maxsplit=1)[0]
    groups = forms.sections(form, draft.data)
    return next((each.index for each in groups if root in each.fields), groups[0].index)


def where_to_mend(fault: Fault, form: forms.Form, draft: Draft) -> str:
    """Return the address of the field that a fault is about."""
    if fault.path in {"unit", "person"}:
        return reverse("dossiers:place", args=[draft.id])
    if fault.path.startswith("postal."):
        return f"{reverse('dossiers:place', args=[draft.id])}#id_{fault.path}"
    if fault.path.startswith("papers."):
        return f"{reverse('dossiers:papers', args=[draft.id])}#id_{fault.path}"
    section = section_of(fault.path, form, draft)
    if part := others_parts(draft, form).get(section):
        return part.href
    page = reverse("dossiers:questions", args=[draft.id, section])
    return f"{page}#id_{fault.path}"


def prefilled_of(draft: Draft, form: forms.Form) -> Mapping[str, Any]:
    """Return which answers still stand as the administration filled them in."""
    if draft.person_id is None:
        return {}
    return forms.prefilled(form, draft.data, identity.vneid_prefill(draft.person_id))
