"""What the buttons of a task's page do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.ui import words

from .. import permissions, queries, use_cases
from .task import show

_Act = Callable[[Request, UUID], object]


@access.needs(*permissions.ANY)
def act(request: Request, task_id: UUID) -> HttpResponse:
    """Do what a button of the page says."""
    found = queries.get_task(actor=request.actor, task_id=task_id)
    chosen = _DOES.get(request.POST.get("act", "")) if request.method == "POST" else None
    if chosen is None:
        return redirect("directives:task", task_id)
    do, field, said = chosen
    try:
        do(request, task_id)
    except Invalid as error:
        return show(request, found, error.faults or (Fault(field, str(error)),))
    messages.success(request, said)
    return redirect("directives:task", task_id)


def _text(request: Request, name: str) -> str:
    return request.POST.get(name, "")


def _files(request: Request, name: str) -> list[tuple[str, bytes]]:
    return [(each.name or "", each.read()) for each in request.FILES.getlist(name)]


def _assign(request: Request, task_id: UUID) -> None:
    use_cases.assign_task(
        actor=request.actor,
        task_id=task_id,
        to_post_id=read_uuid(_text(request, "to_post")) or task_id,
        opinion=_text(request, "opinion"),
        at=request.at,
    )


def _report(request: Request, task_id: UUID) -> None:
    percent = _text(request, "percent").strip().removesuffix("%").strip()
    use_cases.report_progress(
        actor=request.actor,
        task_id=task_id,
        text=_text(request, "text"),
        percent=int(percent) if percent.isdigit() else None,
        files=_files(request, "evidence"),
        at=request.at,
    )


def _done(request: Request, task_id: UUID) -> None:
    use_cases.report_done(
        actor=request.actor,
        task_id=task_id,
        text=_text(request, "done_text"),
        document_id=read_uuid(_text(request, "document")),
        files=_files(request, "files"),
        at=request.at,
    )


def _ask(request: Request, task_id: UUID) -> None:
    use_cases.ask_extension(
        actor=request.actor,
        task_id=task_id,
        wanted_on=words.read_date(_text(request, "wanted_on")),
        reason=_text(request, "why"),
        at=request.at,
    )


def _approve(request: Request, task_id: UUID) -> None:
    typed = _text(request, "until").strip()
    until = words.read_date(typed)
    if typed and until is None:
        raise Invalid(faults=(Fault("until", _("Write the day as dd/mm/yyyy.")),))
    use_cases.approve_extension(
        actor=request.actor,
        task_id=task_id,
        until=until,
        text=_text(request, "approve_text"),
        at=request.at,
    )


def _refuse(request: Request, task_id: UUID) -> None:
    use_cases.refuse_extension(
        actor=request.actor, task_id=task_id, reason=_text(request, "refuse_reason"), at=request.at
    )


def _accept(request: Request, task_id: UUID) -> None:
    use_cases.accept_task(
        actor=request.actor, task_id=task_id, text=_text(request, "accept_text"), at=request.at
    )


def _return(request: Request, task_id: UUID) -> None:
    use_cases.return_task(
        actor=request.actor, task_id=task_id, reason=_text(request, "reason"), at=request.at
    )


def _withdraw(request: Request, task_id: UUID) -> None:
    use_cases.withdraw_task(
        actor=request.actor,
        task_id=task_id,
        reason=_text(request, "withdraw_reason"),
        at=request.at,
    )


_DOES: dict[str, tuple[_Act, str, Any]] = {
    "assign": (_assign, "to_post", gettext_lazy("Given; the person has been told.")),
    "report": (_report, "text", gettext_lazy("Your report stands with the task.")),
    "done": (_done, "done_text", gettext_lazy("Reported as done. The office looks at the result.")),
    "ask": (_ask, "why", gettext_lazy("The leader has been asked for more time.")),
    "approve": (_approve, "until", gettext_lazy("The new deadline holds; the unit has been told.")),
    "refuse": (
        _refuse,
        "refuse_reason",
        gettext_lazy("The deadline stays; the unit was told why."),
    ),
    "accept": (_accept, "accept_text", gettext_lazy("Accepted: the task is done.")),
    "return": (_return, "reason", gettext_lazy("Returned to the unit, with your reason.")),
    "withdraw": (_withdraw, "withdraw_reason", gettext_lazy("Withdrawn; the unit has been told.")),
}
