"""Sources outside: how each is asked, how it went, try now, on and off."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..models import Run, Sample, Sensor, Source
from ..types import Origin, RunState
from . import shown

_TONES: Mapping[RunState, tuple[str, str]] = {
    RunState.GOOD: ("good", "check"),
    RunState.PARTLY: ("warn", "warning"),
    RunState.FAILED: ("bad", "error"),
}
SILENT = timedelta(minutes=15)  # after which somebody should look at a sensor
KINDS = (Origin.HTTP, Origin.DATABASE, Origin.MQTT)


def _state(run: Run) -> dict[str, Any]:
    state = RunState(run.state)
    tone, icon = _TONES[state]
    return {"label": state.label, "tone": tone, "icon": icon}


@access.needs(permissions.CONFIGURE)
def list_all(request: Request) -> HttpResponse:
    """List the sources with how it went last, and when each is asked next."""
    found = queries.list_sources()
    last = queries.last_runs([each.id for each in found])
    context = {
        "kinds": [
            {"title": each.label, "href": f"{reverse('connectors:new_source')}?kind={each.value}"}
            for each in KINDS
        ],
        "head": [_("Source of data"), _("Way"), _("Last time"), _("How it went"), _("Next time")],
        "rows": [_row(each, last.get(each.id)) for each in found],
    }
    return shown.page(request, "sources", context, tab="sources")


def _row(each: Source, run: Run | None) -> list[Any]:
    return [
        {"text": each.title, "href": reverse("connectors:source", args=[each.id])},
        Origin(each.kind).label,
        words.as_instant(run.ended_at) if run else "–",
        {"state": _state(run)} if run else _("not asked yet"),
        next_time(each),
    ]


def next_time(each: Source) -> str:
    """Return when a source is asked next, in words."""
    if each.kind == Origin.MQTT:
        return _("listened to all the time") if each.is_on else _("off")
    if each.next_at is not None:
        return words.as_instant(each.next_at)
    return _("off")


@access.needs(permissions.CONFIGURE)
def one(request: Request, source_id: UUID) -> HttpResponse:
    """Show a source: what came, what was refused and why; ask it now, switch it on or off."""
    found = queries.get_source(source_id)
    if request.method == "POST":
        return _act(request, found)
    runs = queries.list_runs(source_id)
    last = runs[0] if runs else None
    context = {
        "source": found,
        "kind": Origin(found.kind).label,
        "is_broker": found.kind == Origin.MQTT,
        "facts": _facts(found),
        "state": _state(last) if last else None,
        "last": last,
        "is_waiting": found.next_at is not None and found.next_at <= request.at,
        "refused_head": [_("Row"), _("What came"), _("Why it was refused")],
        "refused": [
            [str(each["number"] or "–"), each["what"], each["message"]]
            for each in (last.refused if last else [])
        ],
        **_sensors(found, request.at),
        "head": [
            _("When"),
            _("How it went"),
            {"text": _("Came"), "numeric": True},
            {"text": _("New"), "numeric": True},
            {"text": _("Corrected"), "numeric": True},
            {"text": _("Refused"), "numeric": True},
            _("What went wrong"),
        ],
        "rows": [_run(each) for each in runs],
    }
    return shown.page(request, "source", context, tab="sources")


def _sensors(found: Source, at: datetime) -> dict[str, Any]:
    """Return the sensors of a broker with what each said last; whether none is heard any more."""
    if found.kind != Origin.MQTT:
        return {}
    sensors, last = queries.list_sensors([found.id]), queries.last_samples(found.id)
    silent = {
        each.id: each.id not in last or at - last[each.id].last_at > SILENT for each in sensors
    }
    return {
        "is_silent": found.is_on and all(silent.values()),
        "sensor_head": [
            _("Topic"),
            _("Place of the value"),
            _("Series"),
            _("Unit"),
            {"text": _("Last value"), "numeric": True},
            _("Last heard"),
            _("State"),
        ],
        "sensors": [
            [
                each.topic,
                each.value or "–",
                each.series.code,
                each.unit.name,
                *_last(each, last.get(each.id), is_silent=silent[each.id]),
            ]
            for each in sensors
        ],
    }


def _last(sensor: Sensor, sample: Sample | None, *, is_silent: bool) -> list[Any]:
    if sample is None:
        never = {"label": _("never heard"), "tone": "warn", "icon": "warning"}
        return [{"text": "–", "numeric": True}, "–", {"state": never}]
    value = words.as_number(float(sample.total / sample.amount), sensor.series.scale)
    state = (
        {"label": _("silent"), "tone": "warn", "icon": "warning"}
        if is_silent
        else {"label": _("heard"), "tone": "good", "icon": "check"}
    )
    return [
        {"text": f"{value} {sensor.series.measured_in}", "numeric": True},
        words.as_instant(sample.last_at),
        {"state": state},
    ]


def _act(request: Request, found: Source) -> HttpResponse:
    act = request.POST.get("act", "")
    if act == "ask":
        use_cases.ask_now(actor=request.actor, source_id=found.id, at=request.at)
        messages.success(request, _("It is asked now; look at this page again in a moment."))
    elif act in {"on", "off"}:
        use_cases.switch_source(
            actor=request.actor, source_id=found.id, is_on=act == "on", at=request.at
        )
    return redirect("connectors:source", found.id)


def _facts(found: Source) -> Sequence[dict[str, Any]]:
    by = found.to_settings()
    facts = [
        {"label": _("Address"), "value": by.address},
        {"label": _("Secret"), "value": _("kept encrypted") if found.secret else _("none")},
        {"label": _("Next time"), "value": next_time(found)},
        {
            "label": _("Configured by"),
            "value": f"{found.configured_by_name}, {words.as_instant(found.configured_at)}",
        },
    ]
    if found.kind != Origin.MQTT:
        facts.insert(
            2,
            {
                "label": _("Asked every"),
                "value": _("%(count)s minutes") % {"count": found.every_minutes},
            },
        )
    return facts


def _run(each: Run) -> list[Any]:
    return [
        words.as_instant(each.ended_at),
        {"state": _state(each)},
        *({"text": str(n), "numeric": True} for n in (each.came, each.new, each.corrected)),
        {"text": str(len(each.refused)), "numeric": True},
        each.error or "–",
    ]
