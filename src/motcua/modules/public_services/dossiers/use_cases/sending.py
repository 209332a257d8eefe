"""Sending: a draft becomes a submission, once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation import modules
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.ids import uuid7
from motcua.foundation.prepared import Prepared, insert
from motcua.foundation.time import local_date
from motcua.kernel.forms import api as forms
from motcua.kernel.identity import api as identity
from motcua.kernel.numbering import api as numbering
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures

from .. import permissions, rules
from ..errors import NotCompetent, SubmissionIncomplete
from ..events import DossierSubmitted
from ..models import Draft, DraftPaper, Submission, SubmittedPaper
from ..ports import KnownAnswers
from ..queries.known_papers import find_known_paper
from ..queries.participants import parts_of_others, with_parts
from ..queries.postal import postal_faults
from ..types import Channel, PartOfAnother, PostalAddress, Receipt, ResultWay
from .common import reception_answers_by
from .drafts import lock_draft
from .known_papers import record_use
from .standing import standing_of

_PAPERS = Prepared(
    lambda **key: DraftPaper.objects.filter(**key).order_by("added_at", "id"), draft_id=UUID
)
_SENT = "update dossiers_draft set submission_code = %s, updated_at = %s where id = %s"


@transaction.atomic
def submit(*, actor: Actor, draft_id: UUID, at: datetime) -> Receipt:
    """Send a draft: it gets its code and waits for reception.

    What holds on the day of sending is asked for, not what held when the draft was begun.

    The id of the draft is the key of the act: sent twice, by a double click or a retry after a
    lost connection, it is one submission, and the second call answers with the same receipt.

    Raises:
        DraftNotFound: It is not the actor's.
        SubmissionIncomplete: Answers or papers are missing or wrong; all faults at once.
        NoSuchProcedure: The procedure is no longer in force.
        NotCompetent: The unit does not decide on that procedure.
        NotPermitted: An official who does not receive dossiers at that unit.
        Conflict, NotFound: The mandate under which it was begun has ended.

    Publishes:
        DossierSubmitted
        KnownPaperUsed: For each paper of our own records.

    Law:
        ND 45/2020; ND 61/2018; ND 118/2025; TT 01/2018, article 19
    """
    draft = lock_draft(actor, draft_id)
    if draft.submission_code:
        return _receipt(Submission.objects.get(client_key=draft.id))
    version = procedures.get_version(draft.procedure_code, local_date(at))
    form = forms.form_for_procedure(draft.procedure_code, local_date(at))
    papers = _PAPERS.all(draft_id=draft.id)
    parts = parts_of_others(draft, form, at)
    if faults := find_faults(draft, papers, version=version, form=form, at=at, parts=parts):
        raise SubmissionIncomplete(faults=faults)
    standing = standing_of(actor, draft.mandate_id, version, at)
    unit, person = draft.unit, draft.person
    assert unit is not None  # noqa: S101 - find_faults has seen to it
    assert person is not None  # noqa: S101 - as above
    if actor.is_official:
        permissions.RECEIVE.require(actor, unit_id=unit.id)
    if not organisation.is_competent(
        unit_id=unit.id,
        level=version.level,
        field=version.field,
        procedure_code=version.code,
        at=at,
    ):
        raise NotCompetent(unit=unit.name)
    answer_by = reception_answers_by(unit.id, at)
    handling_unit_id = organisation.handling_unit(authority_id=unit.id, field=version.field, at=at)
    submission = Submission(
        id=uuid7(),
        client_key=draft.id,
        code=take_code(unit.code, at),
        person_id=person.id,
        person_name=standing.person_name if standing else person.full_name,
        representative_id=standing.representative_id if standing else None,
        representative_name=standing.representative_name if standing else "",
        mandate_id=draft.mandate_id,
        account_id=draft.account_id,
        entered_by=actor.name if actor.is_official else "",
        unit_id=unit.id,
        handling_unit_id=handling_unit_id,
        version_id=version.id,
        procedure_code=version.code,
        procedure_title=version.title,
        field=version.field,
        channel=draft.channel,
        result_way=draft.result_way,
        postal=draft.postal if draft.result_way == ResultWay.POST else {},
        cases=draft.cases,
        form_id=form.id,
        data=forms.clean(form, with_parts(draft.data, parts)),
        submitted_at=at,
        answer_by=answer_by,
    )
    sent = (submission.code, at, draft.id)
    insert(submission, *_take_papers(submission, papers, at=at), also=(_SENT, sent))
    submitted = DossierSubmitted(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=person.id,
        procedure_code=version.code,
        channel=Channel(draft.channel).value,
        online_level=version.online_level.value,
        gives_paper=bool(version.result),
        files=sum(paper.file_id is not None for paper in papers),
        identified=bool(person.personal_number),
    )
    house.publish(submitted, by=actor, at=at, unit_id=unit.id)
    record_use(submission, papers, actor=actor, at=at)
    return _receipt(submission)


def _receipt(submission: Submission) -> Receipt:
    return Receipt(
        submission_id=submission.id, code=submission.code, submitted_at=submission.submitted_at
    )


def take_code(unit_code: str, at: datetime) -> str:
    """Take the next code of a unit on a day."""
    day = local_date(at)
    serial = numbering.take(book=f"dossier:{unit_code}", period=f"{day:%y%m%d}", at=at)
    pattern = settings.DOSSIER_CODE_PATTERN
    return rules.dossier_code(unit_code=unit_code, day=day, serial=serial, pattern=pattern)


def _take_papers(
    submission: Submission, papers: Sequence[DraftPaper], *, at: datetime
) -> list[SubmittedPaper]:
    return [
        SubmittedPaper(
            submission=submission,
            component_key=paper.component_key,
            name=paper.name,
            file_id=paper.file_id,
            added_at=at,
            source=paper.source,
        )
        for paper in papers
    ]


def find_faults(
    draft: Draft,
    papers: Sequence[DraftPaper],
    *,
    version: procedures.VersionInfo,
    form: forms.Form,
    at: datetime,
    parts: Sequence[PartOfAnother] = (),
) -> tuple[Fault, ...]:
    """Return everything that is missing or wrong in a draft, in the order of the pages.

    What others fill in is not the applicant's to mend: of it only what they still have to do.
    """
    on = local_date(at)
    found: list[Fault] = []
    if draft.person_id is None:
        found.append(Fault("person", _("Say for whom this dossier is.")))
    if draft.unit_id is None:
        found.append(Fault("unit", _("Choose where the dossier goes.")))
    if draft.result_way == ResultWay.POST:
        found += postal_faults(PostalAddress.read(draft.postal))
    others = {part.key for part in parts}
    found += [
        fault
        for fault in forms.validate(form, with_parts(draft.data, parts), on=on)
        if fault.path.split(".", maxsplit=1)[0] not in others
    ]
    found += (fault for part in parts for fault in part.faults)
    needs = rules.paper_needs(version.components, cases=draft.cases, has_form=True)
    given = {paper.component_key for paper in papers}
    found += (
        Fault(
            f"papers.{need.key}",
            _("%(paper)s is missing. Photograph it or add a file.") % {"paper": need.name},
        )
        for need in rules.missing_papers(needs, given=given)
    )
    found += _ended_papers(draft, papers, needs, at=at)
    return tuple(found)


def _ended_papers(
    draft: Draft, papers: Sequence[DraftPaper], needs: Sequence[rules.PaperNeed], *, at: datetime
) -> list[Fault]:
    """Return the papers of our own records that have ended since they were chosen."""
    found = []
    by_key = {need.key: need for need in needs}
    for paper in papers:
        need = by_key.get(paper.component_key)
        if not paper.source or need is None or draft.person_id is None:
            continue
        known = find_known_paper(
            person_id=draft.person_id,
            procedure_code=draft.procedure_code,
            need=need,
            source=paper.source["source"],
            record=paper.source["record"],
            at=at,
        )
        if known is None or not known.is_valid:
            words = _("“%(paper)s” cannot be used any more: %(why)s Take it out and add another.")
            why = known.why if known else _("it is not among the papers held for this person.")
            found.append(
                Fault(f"papers.{need.key}", words % {"paper": paper.source["title"], "why": why})
            )
    return found


def preview_faults(*, draft: Draft, at: datetime) -> tuple[Fault, ...]:
    """Return what sending the draft now would refuse; nothing is changed."""
    version = procedures.get_version(draft.procedure_code, local_date(at))
    form = forms.form_for_procedure(draft.procedure_code, local_date(at))
    papers = list(draft.papers.order_by("added_at", "id"))
    parts = parts_of_others(draft, form, at)
    return find_faults(draft, papers, version=version, form=form, at=at, parts=parts)


def known_answers(
    *, procedure_code: str, person_id: UUID, form: forms.Form, on: date
) -> Mapping[str, Any]:
    """Return the answers that the administration knows already."""
    data = forms.prefill(form, identity.vneid_prefill(person_id), on=on)
    for each in modules.provided(KnownAnswers):
        if procedure_code in each.procedure_codes:
            data = {**data, **each.answers(person_id)}
    return data
