"""What templates need to show values; nothing here decides."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from secrets import token_hex
from typing import Any

import segno
from django import template
from django.conf import settings
from django.forms import BoundField
from django.middleware.csrf import get_token
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.engine import Engine
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.foundation.time import local
from motcua.ui import fields, tables, words
from motcua.ui.icons import ICONS

register = template.Library()
NOTHING: tuple[Any, ...] = (
    None,
    "",
)  # a variable that a template names and nobody gave arrives as ""


# ------------------------------------------------------------------------------ words and figures
@register.filter
def promise(due_at: datetime | None) -> str:
    """Show a promised instant: trước 17:00 thứ Ba 12/03/2024."""
    return words.as_promise(due_at) if due_at else ""


@register.filter
def local_datetime(at: datetime | None) -> str:
    """Show an instant: 17:00 thứ Ba 12/03/2024."""
    return words.as_instant(at) if at else ""


@register.filter
def local_date(day: date | None) -> str:
    """Show a day: 12/03/2024."""
    return words.as_date(day) if day else ""


@register.filter
def local_time(at: datetime | None) -> str:
    """Show the time of an instant: 17:00."""
    return words.as_time(at) if at else ""


@register.filter
def span(length: timedelta | None) -> str:
    """Show a length of time: 2 ngày 3 giờ."""
    return words.as_span(length) if isinstance(length, timedelta) else ""


@register.filter
def money(amount: Any) -> str:
    """Show an amount, Money or whole đồng: 1.250.000 đ."""
    return words.as_money(amount) if amount not in NOTHING else ""


@register.filter
def number(value: Any, places: int | None = None) -> str:
    """Show a number with the separators of the language."""
    return words.as_number(value, places) if value not in NOTHING else ""


@register.filter
def file_size(octets: Any) -> str:
    """Show the size of a file: 640 kB."""
    return words.as_size(octets) if octets not in NOTHING else ""


def _instant(context: Context, at: datetime | None) -> datetime | None:
    return at or getattr(getattr(context, "request", None), "at", None)


@register.simple_tag(takes_context=True)
def distance(context: Context, due_at: datetime | None, at: datetime | None = None) -> str:
    """Show how far a promise is, by the calendar: còn 2 ngày 3 giờ; quá hạn 1 ngày."""
    now = _instant(context, at)
    return words.as_distance(due_at, now) if due_at and now else ""


@register.simple_tag(takes_context=True)
def ago(context: Context, then: datetime | None, at: datetime | None = None) -> str:
    """Show when something was, as near as its day is."""
    now = _instant(context, at)
    return words.as_ago(then, now) if then and now else ""


@register.simple_tag(takes_context=True)
def clock_tone(
    context: Context,
    due_at: datetime | None,
    at: datetime | None = None,
    *,
    paused: Any = False,
    done: Any = False,
    soon_hours: int = 24,
) -> str:
    """Return the tone of a clock: good, warn (less than a day left), bad, waiting or neutral."""
    if done:
        return "neutral"
    if paused:
        return "waiting"
    now = _instant(context, at)
    if not due_at or not now:
        return "neutral"
    if due_at < now:
        return "bad"
    return "warn" if due_at - now < timedelta(hours=soon_hours) else "good"


@register.simple_tag(takes_context=True)
def clock(
    context: Context,
    due_at: datetime | None,
    at: datetime | None = None,
    *,
    said: str = "",
    tone: str = "",
    paused: Any = False,
    done_at: datetime | None = None,
    short: Any = False,
) -> SafeString:
    """Draw a promise with its distance; here and not in a template, for lists have fifty of them.

    Args:
        said: The distance in words, such as those of organisation; default: by the calendar.
        short: For rows.
    """
    shown = tone or clock_tone(context, due_at, at, paused=paused, done=bool(done_at))
    if paused:
        picture = "pause"
    elif done_at:
        picture = "check-circle"
    else:
        picture = "error" if shown == "bad" else "clock"
    return format_html(
        '<span class="mc-clock mc-clock--{}{}">{}<span class="mc-clock__text">{}</span></span>',
        shown,
        " mc-clock--short" if short else "",
        _silent(picture),
        _promise(due_at, said or distance(context, due_at, at), paused, done_at, short),
    )


def _promise(
    due_at: datetime | None, said: str, paused: Any, done_at: datetime | None, short: Any
) -> str:
    if done_at:
        told = _("done %(instant)s") % {"instant": words.as_instant(done_at)}
    elif paused and short:
        told = _("waiting for the applicant")
    elif paused:
        told = _("The clock stands still: waiting for the applicant")
    elif due_at:
        return format_html(
            '<span class="mc-clock__promise"><time datetime="{}">{}</time></span> '
            '<span class="mc-clock__distance">{}</span>',
            local(due_at).isoformat(),
            f"{words.as_time(due_at)} {words.as_date(due_at)}"
            if short
            else words.as_promise(due_at),
            said if short else f"({said})",
        )
    else:
        return _("no time set")
    return format_html('<span class="mc-clock__promise">{}</span>', told)


@cache
def _silent(picture: str) -> SafeString:
    return icon(picture)


# ---------------------------------------------------------------------------------------- pictures
@register.simple_tag
def icon(name: str, label: str = "", extra_class: str = "") -> SafeString:
    """Draw an icon; one without ``label`` is silent for those who listen.

    Raises:
        LookupError: There is no such icon.
    """
    return _drawn(str(name), str(label), str(extra_class))


@lru_cache(maxsize=1024)  # a page has dozens of the same few
def _drawn(name: str, label: str, extra_class: str) -> SafeString:
    if name not in ICONS:
        message = f"No icon {name!r}; there are {', '.join(ICONS)}"
        raise LookupError(message)
    voice = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg class="mc-icon {}" viewBox="0 0 24 24" width="24" height="24" focusable="false" {}>'
        '<path d="{}"></path></svg>',
        extra_class,
        voice,
        ICONS[name],
    )


@register.simple_tag
def qr(url: str, label: str = "") -> SafeString:
    """Draw a QR code as SVG; a path is completed to an address of this site."""
    whole = f"{settings.SITE_URL}{url}" if url.startswith("/") else url
    code = segno.make(whole, error="m", micro=False)
    drawing = code.svg_inline(
        scale=4, border=4, dark="#1f1b16", light="#ffffff", omitsize=True, svgclass="mc-qr__code"
    )
    return format_html(
        '<span class="mc-qr__frame" role="img" aria-label="{}">{}</span>',
        label or whole,
        mark_safe(drawing),  # noqa: S308 - segno draws numbers only
    )


@register.simple_tag
def sparkline(values: Sequence[float | None], width: int = 120, height: int = 32) -> SafeString:
    """Draw a small history; the figures themselves must stand in words or a table nearby."""
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    if len(known) < 2:  # noqa: PLR2004 - no line through one point
        return mark_safe("")
    low, high = min(value for _, value in known), max(value for _, value in known)
    reach = (high - low) or 1
    step = (width - 6) / max(1, len(values) - 1)
    points = [
        (3 + at * step, 3 + (height - 6) * (1 - (value - low) / reach)) for at, value in known
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return format_html(
        '<svg class="mc-spark" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true" '
        'focusable="false"><polyline points="{}"></polyline>'
        '<circle cx="{}" cy="{}" r="2.5"></circle></svg>',
        width,
        height,
        width,
        height,
        line,
        f"{points[-1][0]:.1f}",
        f"{points[-1][1]:.1f}",
    )


# ------------------------------------------------------------------------------------------- parts
@register.simple_tag
def state_of(code: Any, states: Mapping[Any, Any] | None) -> Mapping[str, Any]:
    """Return label, tone and icon of a state's code; see ``ui/components/state_tag.html``."""
    found = (states or {}).get(code, (states or {}).get(getattr(code, "value", code)))
    if found is None:
        return {"label": getattr(code, "label", code), "tone": "neutral", "icon": ""}
    if isinstance(found, Mapping):
        return found
    if isinstance(found, tuple | list):
        return dict(zip(("label", "tone", "icon"), found, strict=False))
    names = ("label", "tone", "icon")
    return {name: getattr(found, name, "") for name in names}


TONE_ICONS: Mapping[str, str] = {
    "neutral": "circle",
    "info": "info",
    "waiting": "waiting",
    "working": "refresh",
    "good": "check-circle",
    "warn": "clock",
    "bad": "error",
}


@register.filter
def tone_icon(tone: str) -> str:
    """Return the icon that goes with a tone when none is named."""
    return TONE_ICONS.get(tone or "neutral", "circle")


@register.simple_tag(takes_context=True)
def table_row(
    context: Context, row: Any, head: Sequence[Any], first_is_header: object = None
) -> SafeString:
    """Draw a row of ``ui/components/table.html``."""
    return tables.draw_row(context, row, head, first_is_header=bool(first_is_header))


@register.simple_tag
def state(of: Mapping[str, Any]) -> SafeString:
    """Draw a state ({label, tone, icon}) as ``ui/components/state_tag.html`` does, but once."""
    return tables.state_tag(str(of["label"]), of.get("tone") or "", of.get("icon") or "")


@register.simple_tag(takes_context=True)
def field_view(context: Context) -> fields.FieldView:
    """Return the field that ``ui/components/field.html`` draws from what it was given."""
    given = {name: context[name] for name in fields.GIVEN if name in context}
    bound = given.pop("field", None)
    if isinstance(bound, BoundField):
        return fields.of_bound(bound, given)
    if bound is not None:
        return fields.of_object(bound, given)
    return fields.of_values(given)


@register.simple_tag
def faults_of(
    form: Any = None, faults: Iterable[Any] | None = None, prefix: str = "id_"
) -> list[dict[str, str]]:
    """Return lines of an error summary, from a form or from faults; each knows where to jump."""
    lines = [
        {"href": f"#{prefix}{fault.path}" if fault.path else "", "message": fault.message}
        for fault in faults or ()
    ]
    if form:
        lines += [
            {"href": f"#{form[name].auto_id}" if name != "__all__" else "", "message": message}
            for name, messages in form.errors.items()
            for message in messages
        ]
    return lines


@register.simple_tag(takes_context=True)
def csrf_field(context: Context) -> SafeString:
    """Write the token against forged requests, inside ``include … only`` too."""
    request = getattr(context, "request", None)
    if request is None:
        return mark_safe("")
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request)
    )


@register.filter
def attributes(values: Mapping[str, Any] | None) -> SafeString:
    """Write a mapping as HTML attributes; True is a bare attribute, False and None are none."""
    shown = [
        (name, "" if value is True else value)
        for name, value in (values or {}).items()
        if value is not None and value is not False and re.fullmatch(r"[a-zA-Z_:][\w:.-]*", name)
    ]
    return format_html_join("", ' {}="{}"', shown)


@register.simple_tag(takes_context=True)
def query_string(context: Context, **changes: Any) -> str:
    """Return this page's query with some values changed; None and "" take one out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = value
    text: str = query.urlencode()
    return f"?{text}" if text else "?"


# ----------------------------------------------------------------------------------- with contents
class WrapNode(Node):
    """A component around the template's own words."""

    def __init__(
        self, name: FilterExpression, values: dict[str, FilterExpression], inside: NodeList
    ) -> None:
        self.name, self.values, self.nodelist = name, values, inside

    def render(self, context: Context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.values.items()}
        values["content"] = self.nodelist.render(context)
        component = Engine.get_default().get_template(self.name.resolve(context))
        return component.render(context.new(values))


_STAND_IN = f"token-{token_hex(16)}"  # nobody can write it into a name
_MOST_KEPT = 512
_kept: dict[tuple[Any, ...], tuple[Any, str]] = {}


class KeptNode(Node):
    """The bar of an official's page, drawn once for each official, address and wish.

    The standing of an official is one object until his rights are looked up anew; with another
    one the bar is drawn again. Only the token against forged requests differs from page to page.
    """

    def __init__(self, inside: NodeList) -> None:
        self.nodelist = inside

    def render(self, context: Context) -> SafeString:
        frame = context.get("frame")
        if frame is None or not frame.actor.is_official or context.get("csrf_token") is None:
            return self.nodelist.render(context)
        key = (frame.actor.account_id, get_language(), frame.path, frame.preferences)
        kept = _kept.get(key)
        if kept is None or kept[0] is not frame.actor:
            with context.push(csrf_token=_STAND_IN):
                kept = (frame.actor, self.nodelist.render(context))
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            _kept[key] = kept
        return mark_safe(kept[1].replace(_STAND_IN, str(context["csrf_token"])))  # noqa: S308 - drawn by the template


@register.tag
def kept(parser: Parser, _token: Token) -> KeptNode:
    """Keep what stands before ``endkept`` for the next page of the same official."""
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(inside)


@register.tag
def wrap(parser: Parser, token: Token) -> WrapNode:
    """Put a component around words: ``{% wrap "ui/components/alert.html" kind="info" %}…``.

    The component gets the named values, and as ``content`` what stands before ``endwrap``.
    """
    _, name, *rest = token.split_contents()
    values = token_kwargs(rest, parser)
    inside = parser.parse(("endwrap",))
    parser.delete_first_token()
    return WrapNode(parser.compile_filter(name), values, inside)
