"""What changed between two versions of a procedure, for officials and everybody."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.ui import words as house_words

from ...errors import NoSuchProcedure
from ...queries import catalogue, shelf
from ...types import VersionInfo
from ..differences import compared
from ..forms import day_of
from ..remembering import remembered


@access.public
@require_safe
@remembered
def compare(request: Request, code: str) -> HttpResponse:
    """Compare two versions of a procedure, chosen by number or by the days on which they held."""
    known = catalogue.list_versions(code)
    if not known:
        raise NoSuchProcedure(code=code)
    lived = [one for one in known if one.effective_to != one.effective_from] or list(known)
    wanted, missed = list[VersionInfo](), list[str]()
    for side, usual in (("from", min(1, len(lived) - 1)), ("to", 0)):
        found = _wanted(request, side, known)
        if found is None and (request.GET.get(side) or request.GET.get(f"{side}_day")):
            missed.append(side)
        wanted.append(found or lived[usual])
    before, after = sorted(wanted, key=lambda one: one.number)
    context = {
        "version": catalogue.find_version(code, local_date(request.at)) or known[0],
        "before": before,
        "after": after,
        "changes": compared(before, after, before.plain, after.plain),
        "options": [(one.number, _name(one)) for one in known],
        "days": {side: request.GET.get(f"{side}_day", "") for side in ("from", "to")},
        "missed": {side: _("No version held on that day.") for side in missed},
        "is_single": len(known) == 1,
        "width": "wide",
        "breadcrumbs": [
            {"title": _("Services"), "href": reverse("procedures:list")},
            {"title": known[0].name, "href": reverse("procedures:procedure", args=[code])},
        ],
    }
    return render(request, "procedures/compare.html", context)


def _wanted(request: Request, side: str, known: tuple[VersionInfo, ...]) -> VersionInfo | None:
    day = day_of(request.GET.get(f"{side}_day", "").strip())
    if day is not None:
        return next((one for one in known if shelf.is_in_force(one, day)), None)
    number: Any = request.GET.get(side, "")
    return next((one for one in known if str(one.number) == number), None)


def _name(version: VersionInfo) -> str:
    return _("Version %(number)s, from %(day)s") % {
        "number": version.number,
        "day": house_words.as_date(version.effective_from),
    }
