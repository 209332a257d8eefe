"""One's own account."""

from typing import TYPE_CHECKING, Any, cast

from allauth.account.views import PasswordChangeView
from allauth.mfa.models import Authenticator
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from ... import queries
from ...rules import NumberDoubt, doubts
from ...types import Gender, LookAction, PersonInfo
from .administration import paging

if TYPE_CHECKING:
    from ...models import Account

LOOKS_ON_A_PAGE = 25


def _tabs(request: Request) -> dict[str, Any]:
    titles = {"identity:account": _("My data"), "identity:looks": _("Who saw my data")}
    if request.actor.is_official:
        titles["mfa_index"] = _("How I sign in")
    tabs = [
        {"title": title, "href": reverse(name), "current": reverse(name) == request.path}
        for name, title in titles.items()
    ]
    return {"tabs": tabs, "tabs_label": _("My account")}


@access.signed_in
def account(request: Request) -> HttpResponse:
    """Show what the administration knows about me."""
    person_id = request.actor.person_id
    person = queries.get_person(person_id) if person_id else None
    context = {
        "rows": _rows(person) if person else (),
        "doubts": _doubts(person) if person else (),
        "posts": request.posts,
        **_tabs(request),
    }
    return render(request, "identity/account.html", context)


def _rows(person: PersonInfo) -> list[dict[str, str]]:
    address = [person.address.get(key) for key in ("chi_tiet", "xa", "huyen", "tinh")]
    spouse = queries.persons([person.spouse_id]) if person.spouse_id else {}
    shown = {
        _("Full name"): person.full_name,
        _("Personal identification number"): person.personal_number,
        _("Date of birth"): words.as_date(person.birth_date) if person.birth_date else "",
        _("Sex"): str(Gender(person.gender).label) if person.gender else "",
        _("Permanent residence"): ", ".join(part for part in address if part),
        _("Telephone"): person.phone,
        _("E-mail"): person.email,
        _("Ethnicity"): person.ethnicity,
        _("Nationality"): person.nationality,
        _("Husband or wife"): next((one.full_name for one in spouse.values()), ""),
    }
    return [{"label": label, "value": value} for label, value in shown.items() if value]


def _doubts(person: PersonInfo) -> list[str]:
    told = {
        NumberDoubt.BIRTH_YEAR: _("The year of birth does not fit the personal number."),
        NumberDoubt.GENDER: _("The sex does not fit the personal number."),
    }
    found = doubts(
        number=person.personal_number or "", birth_date=person.birth_date, gender=person.gender
    )
    return [told[one] for one in found]


@access.signed_in
def looks(request: Request) -> HttpResponse:
    """Show who looked at my data, for which unit, why and when."""
    found = queries.list_looks_at(request.actor.person_id)
    page = Paginator(found, LOOKS_ON_A_PAGE).get_page(request.GET.get("page"))
    names = organisation.unit_names({look.unit_id for look in page if look.unit_id})
    rows = [
        [
            words.as_instant(look.at),
            look.viewer_name,
            names.get(look.unit_id, "") if look.unit_id else "",
            " – ".join(part for part in (look.purpose, look.subject_code) if part),
            str(LookAction(look.action).label),
        ]
        for look in page
    ]
    head = [_("When"), _("Who"), _("For which office"), _("Why"), _("What was done")]
    context = {"rows": rows, "head": head, **_tabs(request), **paging(page, request)}
    return render(request, "identity/looks.html", context)


@access.official
def methods(request: Request) -> HttpResponse:
    """Show how I sign in: password, authenticator app, recovery codes, passkeys."""
    held = Authenticator.objects.filter(user_id=request.actor.account_id).order_by("created_at")
    by_type: dict[str, list[Authenticator]] = {}
    for one in held:
        by_type.setdefault(one.type, []).append(one)
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES, [])
    context = {
        "app": next(iter(by_type.get(Authenticator.Type.TOTP, [])), None),
        "passkeys": [
            (one, one.wrap().name) for one in by_type.get(Authenticator.Type.WEBAUTHN, [])
        ],
        "codes": codes,
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else 0,
        "has_password": cast("Account", request.user).has_usable_password(),
        **_tabs(request),
    }
    return render(request, "identity/methods.html", context)


class ChangePassword(PasswordChangeView):  # type: ignore[misc] # the library is untyped
    """A new password, for those who have one."""

    template_name = "identity/change_password.html"

    def dispatch(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go back where there is no password to change."""
        if not cast("Account", request.user).has_usable_password():
            return redirect("mfa_index")
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get_success_url(self) -> str:
        """Return to the sign-in methods."""
        return reverse("mfa_index")
