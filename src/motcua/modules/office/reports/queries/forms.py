"""Forms and regimes: understood once, as versions never change."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import F, QuerySet

from motcua.kernel.analytics import api as analytics
from motcua.modules.public_services.dossiers import api as dossiers

from .. import rules
from ..errors import FormNotFound, RegimeNotFound
from ..models import Form, FormVersion, Regime
from ..types import Sheet


@lru_cache(maxsize=64)
def _understood(version_id: UUID) -> rules.Form:
    stored = FormVersion.objects.values_list("sheets", flat=True).get(id=version_id)
    return rules.understand(rules.sheets_from(stored))


def understood(version_id: UUID) -> rules.Form:
    """Return a published version of a form as it is understood; kept in memory."""
    return _understood(version_id)


def countable(*, on: date) -> Mapping[str, analytics.Indicator]:
    """Return the figures that a cell may count, by code: counts alone, they can be added up."""
    found = analytics.list_indicators(on=on)
    return {each.code: each for each in found if each.kind is analytics.Kind.COUNT}


def checked(sheets: Sequence[Sheet], *, on: date) -> rules.Form:
    """Return a draft as it is understood, with all its faults."""
    known = {code: dossiers.counts_dossiers(each) for code, each in countable(on=on).items()}
    return rules.understand(sheets, indicators=known)


def list_forms() -> QuerySet[Form]:
    """List forms by code."""
    return Form.objects.order_by("code")


def get_form(code: str) -> Form:
    """Return a form.

    Raises:
        FormNotFound: There is none of that code.
    """
    form = Form.objects.filter(code=code).first()
    if form is None:
        raise FormNotFound
    return form


def latest_versions() -> Mapping[UUID, FormVersion]:
    """Return the latest published version of each form."""
    rows = FormVersion.objects.exclude(number=None).order_by("form_id", "-number")
    return {each.form_id: each for each in rows.distinct("form_id")}


def latest_version(form: Form) -> FormVersion | None:
    """Return the version of a form that was published last."""
    return form.versions.exclude(number=None).order_by("-number").first()


def version_to_edit(form: Form) -> FormVersion | None:
    """Return the draft of a form, or what it would begin from."""
    return form.versions.order_by(F("number").desc(nulls_first=True)).first()


def list_regimes() -> QuerySet[Regime]:
    """List every version of each regime, that in force or to come first."""
    rows = Regime.objects.select_related("form_version__form")
    return rows.order_by("code", "-valid_from", "id")


def get_regime(code: str) -> Regime:
    """Return the latest version of a regime.

    Raises:
        RegimeNotFound: There is none of that code.
    """
    regime = list_regimes().filter(code=code).first()
    if regime is None:
        raise RegimeNotFound
    return regime
