"""Which form is asked, on which day."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from motcua.foundation.prepared import Prepared

from ..errors import NoSuchForm
from ..models import FormVersion
from ..types import Form, FormVersionInfo

GENERIC = "yeu-cau-chung"


def get_form(code: str, on: date) -> Form:
    """Return the version of a form in use on a day.

    Raises:
        NoSuchForm: There is none.
    """
    form_id = _latest(on).filter(code=code).values_list("id", flat=True).first()
    if form_id is None:
        raise NoSuchForm(code=code)
    return _form(form_id)


def get_form_by_id(form_id: UUID) -> Form:
    """Return a version of a form; remembered, because versions never change.

    Raises:
        NoSuchForm: There is none of that id.
    """
    return _form(form_id)


def form_for_procedure(procedure_code: str, on: date) -> Form:
    """Return the form that a procedure asks on a day: its own, else the one for every request.

    Raises:
        NoSuchForm: Not even the general form is there.
    """
    own = _OF_PROCEDURE.first(on=on, code=procedure_code)
    return get_form(GENERIC, on) if own is None else _form(own[0])


def list_forms(on: date | None = None) -> list[FormVersionInfo]:
    """Return the versions in use on a day, or all, by code and version."""
    versions = FormVersion.objects.all() if on is None else FormVersion.objects.on(on)
    return [version.info() for version in versions.order_by("code", "-version")]


def _latest(on: date):  # type: ignore[no-untyped-def] # a queryset of this room
    return FormVersion.objects.on(on).order_by("-version", "code")


_OF_PROCEDURE = Prepared(
    lambda on, code: _latest(on).filter(procedures__contains=[code]).values_list("id")[:1],
    on=date,
    code=str,
)


@lru_cache(maxsize=256)
def _form(form_id: UUID) -> Form:
    version = FormVersion.objects.filter(id=form_id).first()
    if version is None:
        raise NoSuchForm(code=str(form_id))
    return version.form()
