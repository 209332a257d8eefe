"""Publish a draft, compare versions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault, NotFound, NotPermitted
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.ui import words as house_words

from ... import queries, rules, use_cases
from ...errors import FaultyTable
from ...types import Difference, LineDifference
from .. import words
from ..forms import PublishForm
from ..pictures import as_svg


@access.needs(cases.MANAGE_PROCESSES)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: Request, code: str) -> HttpResponse:
    """Say what changes, from when, and publish."""
    today = local_date(request.at)
    form = PublishForm(request.POST or None, initial={"effective_from": house_words.as_date(today)})
    faults: Sequence[Fault] = ()
    if request.method == "POST" and form.is_valid():
        try:
            version = use_cases.publish_draft(
                actor=request.actor,
                code=code,
                note=form.cleaned_data["note"],
                effective_from=form.cleaned_data["effective_from"],
                at=request.at,
            )
        except FaultyTable:
            return redirect(f"{reverse('processes:edit', args=[code])}?check")
        except (NotFound, NotPermitted):
            raise
        except DomainError as error:
            faults = getattr(error, "faults", ()) or (Fault("", str(error)),)
        else:
            day = house_words.as_date(version.effective_from)
            said = _("Version %(number)s is published; it holds from %(day)s.")
            messages.success(request, said % {"number": version.number, "day": day})
            return redirect("processes:process", code=code)
    return _publish_page(request, code, form, faults, today)


def _publish_page(
    request: Request, code: str, form: PublishForm, faults: Sequence[Fault], today: date
) -> HttpResponse:
    draft = queries.get_draft(code)
    table = queries.read_rows(draft.rows, on=today)
    if table.faults:
        return redirect(f"{reverse('processes:edit', args=[code])}?check")
    versions = queries.list_versions(code)
    last = versions[0] if versions else None
    context = {
        "info": queries.get_info(code, on=today),
        "draft": draft,
        "last": last,
        "form": form,
        "faults": faults,
        "hours": words.hours_in_words(rules.hours_of(table.steps)),
        "served": len({one.procedure_code for one in queries.list_served(code, on=today)}),
        **_comparison(last.steps if last else (), table.steps),
    }
    return render(request, "processes/publish.html", context, status=422 if form.is_bound else 200)


def _comparison(before: Sequence[cases.Step], after: Sequence[cases.Step]) -> dict[str, Any]:
    lines = rules.compare(before, after)
    counts = {
        kind: sum(one.kind is kind for one in lines)
        for kind in Difference
        if kind is not Difference.SAME
    }
    return {
        "changes": [(words.DIFFERENCES[kind][0], count) for kind, count in counts.items() if count],
        "difference_head": [_("What became of it"), _("Before the change"), _("After the change")],
        "difference_rows": [_row(one) for one in lines],
    }


def _row(one: LineDifference) -> list[Any]:
    label, tone, icon = words.DIFFERENCES[one.kind]
    return [
        {"state": {"label": label, "tone": tone, "icon": icon}},
        {"html": _side(one.before, one)},
        {"html": _side(one.after, one)},
    ]


def _side(step: cases.Step | None, one: LineDifference) -> SafeString:
    if step is None:
        return format_html("–")
    changed = [name for name in one.columns if name != "name"] if one.before and one.after else []
    plain = f"{step.seq}. {step.name}"
    marked = format_html("<mark>{}</mark>" if "name" in one.columns else "{}", plain)
    same = one.kind is Difference.SAME
    shown = changed or ([] if same else ["kind", "role", "hours"])
    lines = format_html_join(
        "",
        '<span class="ps-detail">{}: {}</span>'
        if not changed
        else '<span class="ps-detail">{}: <mark>{}</mark></span>',
        ((words.COLUMN_NAMES[name], words.cell(step, name) or "–") for name in shown),
    )
    return format_html('<span lang="vi">{}</span>{}', marked, lines)


@access.needs(cases.MANAGE_PROCESSES)
@require_safe
def compare(request: Request, code: str) -> HttpResponse:
    """Compare two versions: the lines, and the diagrams side by side."""
    on = local_date(request.at)
    info, versions = queries.get_info(code, on=on), queries.list_versions(code)
    numbers = [one.number for one in versions]
    after = _chosen(request.GET.get("after"), numbers, 0)
    before = _chosen(request.GET.get("before"), numbers, 1)
    context: dict[str, Any] = {
        "info": info,
        "versions": [
            (
                str(one.number),
                _("%(number)s, from %(day)s")
                % {"number": one.number, "day": house_words.as_date(one.effective_from)},
            )
            for one in versions
        ],
        "before_number": str(before or ""),
        "after_number": str(after or ""),
    }
    if before and after:
        one, other = queries.get_version(code, before), queries.get_version(code, after)
        context |= {
            "before": one,
            "after": other,
            "before_diagram": _svg(one.steps, one.title, "before", on),
            "after_diagram": _svg(other.steps, other.title, "after", on),
            "before_hours": words.hours_in_words(rules.hours_of(one.steps)),
            "after_hours": words.hours_in_words(rules.hours_of(other.steps)),
            **_comparison(one.steps, other.steps),
        }
    return render(request, "processes/compare.html", context)


def _chosen(text: str | None, numbers: Sequence[int], place: int) -> int | None:
    if text and text.isascii() and text.isdigit() and int(text) in numbers:
        return int(text)
    return numbers[min(place, len(numbers) - 1)] if numbers else None


def _svg(steps: Sequence[cases.Step], title: str, key: str, on: date) -> str:
    return as_svg(queries.picture_of(steps, title=title, on=on), key=key)
