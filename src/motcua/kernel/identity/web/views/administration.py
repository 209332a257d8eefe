"""Roles and their rights; officials' accounts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from motcua.foundation import access, modules
from motcua.foundation.errors import Invalid
from motcua.foundation.http import Request
from motcua.kernel.organisation import api as organisation
from motcua.ui.asked import page_urls

from ... import permissions, queries, use_cases
from ...types import GrantReach
from ..forms import GrantsForm

ACCOUNTS_ON_A_PAGE = 50
SIGNS = {
    GrantReach.NONE: "–",
    GrantReach.UNIT: pgettext_lazy("reach of a right", "unit"),
    GrantReach.AUTHORITY: pgettext_lazy("reach of a right", "authority"),
    GrantReach.SUBTREE: pgettext_lazy("reach of a right", "and all below"),
}


def _by_module() -> list[tuple[Any, list[Any]]]:
    """Return the modules that have permissions, with their permissions."""
    return [
        (config.manifest.title, list(config.manifest.permissions))
        for config in modules.installed()
        if config.manifest.permissions
    ]


@access.needs(permissions.MANAGE_RIGHTS)
def rights(request: Request) -> HttpResponse:
    """Show which role holds which right, and how far."""
    decided = queries.grants()
    roles = list(organisation.Role)
    groups = [
        (
            title,
            [
                (
                    permission,
                    [SIGNS[queries.effective_reach(permission, role, decided)] for role in roles],
                )
                for permission in held
            ],
        )
        for title, held in _by_module()
    ]
    return render(request, "identity/rights.html", {"roles": roles, "groups": groups})


@access.needs(permissions.MANAGE_RIGHTS)
def role(request: Request, role: str) -> HttpResponse:
    """Show what one role may do, and change it."""
    if role not in organisation.Role.values:
        raise Http404
    if request.method == "POST":
        return _grant(request, role)
    decided = queries.grants()
    groups = [
        (
            title,
            [
                {
                    "permission": permission,
                    "reach": queries.effective_reach(permission, role, decided),
                    "default": queries.effective_reach(permission, role, {}).label,
                    "is_changed": (role, permission.code) in decided,
                }
                for permission in held
            ],
        )
        for title, held in _by_module()
    ]
    context = {
        "role": organisation.Role(role),
        "groups": groups,
        "reaches": GrantReach.choices,
    }
    return render(request, "identity/role.html", context)


def _grant(request: Request, role: str) -> HttpResponse:
    form = GrantsForm(request.POST, codes=modules.permissions())
    if not form.is_valid():
        raise Invalid
    changed = use_cases.grant_rights(
        actor=request.actor, role=role, reaches=form.reaches, at=request.at
    )
    count = len(changed)
    text = ngettext(
        "%(count)s right has been changed.", "%(count)s rights have been changed.", count
    )
    messages.success(request, text % {"count": count})
    return redirect("identity:role", role=role)


@access.needs(permissions.MANAGE_ACCOUNTS)
def accounts(request: Request) -> HttpResponse:
    """Show the officials' accounts and the posts of their holders."""
    text = request.GET.get("q", "").strip()
    found = queries.list_accounts(text=text)
    page = Paginator(found, ACCOUNTS_ON_A_PAGE).get_page(request.GET.get("page"))
    posts = queries.posts_by_person([one.person_id for one in page if one.person_id], request.at)
    context = {
        "rows": [(one, posts.get(one.person_id, ()) if one.person_id else ()) for one in page],
        "q": text,
        "own": request.actor.account_id,
        **paging(page, request),
    }
    return render(request, "identity/accounts.html", context)


def paging(page: "Page[Any]", request: Request) -> dict[str, str]:
    """Return what the pagination component shows of a page."""
    if not page.has_other_pages():
        return {}
    shown = _("%(first)s–%(last)s of %(all)s") % {
        "first": page.start_index(),
        "last": page.end_index(),
        "all": page.paginator.count,
    }
    return {**page_urls(page, request), "shown": shown}


@access.needs(permissions.MANAGE_ACCOUNTS)
@require_POST
def activate(request: Request, account_id: UUID) -> HttpResponse:
    """Open a closed account again."""
    use_cases.activate_account(actor=request.actor, account_id=account_id, at=request.at)
    messages.success(request, _("The account is open again."))
    return redirect("identity:accounts")


@access.needs(permissions.MANAGE_ACCOUNTS)
@require_POST
def deactivate(request: Request, account_id: UUID) -> HttpResponse:
    """Close an account."""
    use_cases.deactivate_account(actor=request.actor, account_id=account_id, at=request.at)
    messages.success(request, _("The account is closed. Its holder is signed out at once."))
    return redirect("identity:accounts")
