"""Forms in versions, and regimes from a day on."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date

from .. import permissions, queries, rules
from ..errors import (
    FormCodeTaken,
    FormInvalid,
    FormNotFound,
    NothingToPublish,
    RegimeInForce,
    RegimeInvalid,
)
from ..events import FormPublished, RegimeSet
from ..models import Form, FormVersion, Regime
from ..types import Column, RegimeTerms, Sheet

_CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{1,39}")


@transaction.atomic
def create_form(*, actor: Actor, code: str, title: str, at: datetime) -> UUID:
    """Begin a form with one empty sheet.

    Raises:
        NotPermitted: The actor does not keep forms.
        FormInvalid: Code or title is missing or wrong.
        FormCodeTaken: There is a form of that code.
    """
    permissions.MANAGE.require(actor)
    faults = []
    if not _CODE.fullmatch(code):
        faults.append(Fault("code", _("Write capitals, digits, dots and dashes only.")))
    if not title.strip():
        faults.append(Fault("title", _("Write a title.")))
    if faults:
        raise FormInvalid(faults=tuple(faults))
    if Form.objects.filter(code=code).exists():
        raise FormCodeTaken
    form = Form.objects.create(code=code, title=title.strip())
    empty = Sheet(code="B1", title=title.strip(), columns=(Column(""),) * 4, rows=(("",) * 4,) * 3)
    sheets = rules.stored_sheets([empty])
    FormVersion.objects.create(form=form, sheets=sheets, edited_at=at, edited_by_name=actor.name)
    return form.id


@transaction.atomic
def save_form(*, actor: Actor, form_id: UUID, sheets: Sequence[Sheet], at: datetime) -> None:
    """Keep the draft of a form as it was typed, right or wrong.

    Raises:
        NotPermitted: The actor does not keep forms.
        FormNotFound: There is none of that id.
    """
    permissions.MANAGE.require(actor)
    form = _lock(form_id)
    draft = form.versions.filter(number=None).first() or FormVersion(form=form)
    draft.sheets = rules.stored_sheets(sheets)
    draft.edited_at, draft.edited_by_name = at, actor.name
    draft.save()


def _lock(form_id: UUID) -> Form:
    form = Form.objects.select_for_update().filter(id=form_id).first()
    if form is None:
        raise FormNotFound
    return form


@transaction.atomic
def publish_form(*, actor: Actor, form_id: UUID, at: datetime) -> int:
    """Make the draft of a form its next version, for ever; reports under way keep theirs.

    Returns:
        The number of the version.

    Raises:
        NotPermitted: The actor does not keep forms.
        FormNotFound: There is none of that id.
        NothingToPublish: There is no draft, or it is like the version in force.
        FormInvalid: Something in it cannot be followed; all of it is named.

    Publishes:
        FormPublished
    """
    permissions.MANAGE.require(actor)
    form = _lock(form_id)
    draft, latest = form.versions.filter(number=None).first(), queries.latest_version(form)
    if draft is None or (latest is not None and latest.sheets == draft.sheets):
        raise NothingToPublish
    found = queries.checked(rules.sheets_from(draft.sheets), on=local_date(at))
    if found.faults:
        raise FormInvalid(faults=tuple(Fault(each.path, each.message) for each in found.faults))
    draft.number = latest.number + 1 if latest is not None and latest.number else 1
    draft.edited_at, draft.edited_by_name = at, actor.name
    draft.save()
    published = FormPublished(form_id=form.id, form_code=form.code, number=draft.number)
    house.publish(published, by=actor, at=at)
    return draft.number


@transaction.atomic
def set_regime(*, actor: Actor, terms: RegimeTerms, form_code: str, at: datetime) -> UUID:
    """Let a regime hold from a day, with the form as it is now; its earlier version ends there.

    Raises:
        NotPermitted: The actor does not keep regimes.
        RegimeInvalid: Something is missing; all of it is named.
        RegimeInForce: A version of it holds from that day or a later one.

    Publishes:
        RegimeSet

    Law:
        ND 09/2019
    """
    permissions.MANAGE.require(actor)
    form = Form.objects.filter(code=form_code).first()
    version = queries.latest_version(form) if form else None
    faults = _faults_of(terms, has_form=version is not None)
    if faults or version is None:
        raise RegimeInvalid(faults=tuple(faults))
    rows = Regime.objects.select_for_update().filter(code=terms.code).order_by("-valid_from")
    earlier = rows.first()
    if earlier is not None and earlier.valid_from >= terms.valid_from:
        raise RegimeInForce(day=f"{earlier.valid_from:%d/%m/%Y}")
    if earlier is not None:
        earlier.valid_to = terms.valid_from
        earlier.save(update_fields=["valid_to"])
    adopted = earlier.adopted_on if earlier is not None else local_date(at)
    regime = _create(terms, version, adopted_on=adopted)
    set_ = RegimeSet(regime_id=regime.id, regime_code=regime.code, valid_from=regime.valid_from)
    house.publish(set_, by=actor, at=at)
    return regime.id


def _create(terms: RegimeTerms, version: FormVersion, *, adopted_on: date) -> Regime:
    return Regime.objects.create(
        code=terms.code,
        title=terms.title.strip(),
        subject=terms.subject.strip(),
        receiver=terms.receiver.strip(),
        source=terms.source.strip(),
        certainty=terms.certainty.strip(),
        frequency=terms.frequency,
        closing=terms.closing,
        deadlines={each.level: each.rule for each in terms.deadlines},
        form_version=version,
        valid_from=terms.valid_from,
        adopted_on=adopted_on,
    )


def _faults_of(terms: RegimeTerms, *, has_form: bool) -> list[Fault]:
    faults = []
    if not _CODE.fullmatch(terms.code):
        faults.append(Fault("code", _("Write capitals, digits, dots and dashes only.")))
    faults += [
        Fault(name, _("Fill this in."))
        for name in ("title", "subject", "receiver", "source")
        if not getattr(terms, name).strip()
    ]
    if not has_form:
        faults.append(Fault("form", _("Choose a form that has been published.")))
    if not terms.deadlines:
        faults.append(Fault("deadlines", _("Say until when at least one level hands in.")))
    for each in terms.deadlines:
        try:
            rules.read_rule(each.rule, last=terms.valid_from)
        except ValueError:
            words = _("Write such as “5 working_day” or “day 18”.")
            faults.append(Fault(f"deadline_{each.level}", words))
    return faults


@transaction.atomic
def adopt_shipped(*, actor: Actor, code: str, at: datetime) -> UUID:
    """Take over a regime that comes with the house, with its form; reports open from today on.

    Raises:
        NotPermitted: The actor does not keep regimes.
        RegimeNotFound: None of that code comes with the house.
        RegimeInForce: It was taken over before.

    Publishes:
        FormPublished, RegimeSet

    Law:
        ND 09/2019; TT 01/2020
    """
    permissions.MANAGE.require(actor)
    terms, form_code = queries.shipped_terms(code)
    if not Form.objects.filter(code=form_code).exists():
        title, sheets = queries.shipped_form(form_code)
        form_id = create_form(actor=actor, code=form_code, title=title, at=at)
        save_form(actor=actor, form_id=form_id, sheets=rules.sheets_from(sheets), at=at)
        publish_form(actor=actor, form_id=form_id, at=at)
    return set_regime(actor=actor, terms=terms, form_code=form_code, at=at)
