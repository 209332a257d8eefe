"""Papers that the administration holds already: offered instead of asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.foundation import modules
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.modules.public_services.checklists import api as checklists
from motcua.ui import words

from .. import rules
from ..models import Consent, SubmittedPaper
from ..ports import KnownPapers
from ..types import KnownPaper, KnownState

MOST = 40
OFFERED = 3


class EarlierResults(KnownPapers):
    """Results and other papers that were issued to the person here, each with its QR code."""

    source = "issued"

    def papers(self, *, person_id: UUID, at: datetime) -> Sequence[KnownPaper]:  # noqa: ARG002 - papers are told as they stand
        found = documents.papers_of_person(person_id=person_id)[:MOST]
        return [self._known(each) for each in found]

    def find(self, *, person_id: UUID, record: str, at: datetime) -> KnownPaper | None:  # noqa: ARG002 - as above
        found = documents.papers_of_person(person_id=person_id)
        return next((self._known(each) for each in found if each.token == record), None)

    def _known(self, paper: documents.PaperInfo) -> KnownPaper:
        state, why = KnownState.VALID, ""
        if paper.state is documents.PaperState.REVOKED:
            state = KnownState.REVOKED
            why = _("it was revoked on %(day)s (%(reason)s).") % {
                "day": words.as_date(local_date(paper.state_at)),
                "reason": paper.state_reason,
            }
        elif paper.state is documents.PaperState.REPLACED:
            state = KnownState.REPLACED
            why = _("it was replaced by a newer one on %(day)s.") % {
                "day": words.as_date(local_date(paper.state_at))
            }
        return KnownPaper(
            source=self.source,
            record=paper.token,
            title=paper.title,
            number=paper.number,
            issuer=paper.unit_name,
            issued_at=paper.issued_at,
            dated=True,
            file_id=paper.file_id,
            sha256=paper.sha256,
            state=state,
            why=why,
        )


class EarlierPapers(KnownPapers):
    """Papers that the person gave with an earlier dossier and that reception found in order."""

    source = "given"

    def _rows(self, person_id: UUID) -> QuerySet[SubmittedPaper]:
        rows = SubmittedPaper.objects.filter(
            submission__person_id=person_id,
            submission__dossier__isnull=False,
            file__isnull=False,
            source={},
        )
        return rows.select_related("file", "submission").defer("submission__data")

    def papers(self, *, person_id: UUID, at: datetime) -> Sequence[KnownPaper]:  # noqa: ARG002 - what was given stays given
        rows = list(self._rows(person_id).order_by("-added_at", "-id")[:MOST])
        once = {(row.name, row.file.sha256 if row.file else ""): row for row in reversed(rows)}
        return [self._known(row) for row in sorted(once.values(), key=lambda r: r.added_at)[::-1]]

    def find(self, *, person_id: UUID, record: str, at: datetime) -> KnownPaper | None:  # noqa: ARG002 - as above
        try:
            row = self._rows(person_id).filter(id=UUID(record)).first()
        except ValueError:
            return None
        return self._known(row) if row else None

    def _known(self, row: SubmittedPaper) -> KnownPaper:
        assert row.file is not None  # noqa: S101 - asked for above
        return KnownPaper(
            source=self.source,
            record=str(row.id),
            title=row.name,
            number="",
            issuer=_("given with the dossier %(code)s") % {"code": row.submission.code},
            issued_at=row.added_at,
            dated=False,
            file_id=row.file.id,
            sha256=row.file.sha256,
        )


def _providers() -> Mapping[str, KnownPapers]:
    return {each.source: each for each in modules.provided(KnownPapers)}


def _on_the_day(known: KnownPaper, months: int | None, at: datetime) -> KnownPaper | None:
    """Return a paper with what it is worth on the day; None if that cannot be told."""
    if months is None or not known.is_valid:
        return known
    if not known.dated:
        return None
    finding = checklists.in_date(local_date(known.issued_at), months, on=local_date(at))
    if finding is None or finding.verdict is checklists.Verdict.GOOD:
        return known
    return replace(known, state=KnownState.EXPIRED, why=finding.words)


def known_papers(
    *, person_id: UUID, procedure_code: str, needs: Iterable[rules.PaperNeed], at: datetime
) -> Mapping[str, tuple[KnownPaper, ...]]:
    """Return what may stand for each paper that is asked for, by its key; the valid ones first.

    Law:
        ND 45/2020; TT 01/2023
    """
    wanted = [need for need in needs if need.is_added]
    if not wanted:
        return {}
    held = [
        each
        for provider in _providers().values()
        for each in provider.papers(person_id=person_id, at=at)
    ]
    if not held:
        return {}
    asked = checklists.check_lists(procedure_code=procedure_code, needs=wanted, on=local_date(at))
    found = {}
    for need in wanted:
        fitting = [each for each in held if checklists.may_stand_for(each.title, need.name)]
        judged = [_on_the_day(each, asked[need.key].months, at) for each in fitting]
        ranked = sorted((each for each in judged if each), key=lambda each: not each.is_valid)
        if ranked:
            found[need.key] = tuple(ranked[:OFFERED])
    return found


def find_known_paper(
    *,
    person_id: UUID,
    procedure_code: str,
    need: rules.PaperNeed,
    source: str,
    record: str,
    at: datetime,
) -> KnownPaper | None:
    """Return one known paper as it stands now; None if it is not that person's or does not fit."""
    provider = _providers().get(source)
    known = provider.find(person_id=person_id, record=record, at=at) if provider else None
    if known is None or not checklists.may_stand_for(known.title, need.name):
        return None
    asked = checklists.check_lists(procedure_code=procedure_code, needs=[need], on=local_date(at))
    return _on_the_day(known, asked[need.key].months, at)


def consent_words(known: KnownPaper, component: str) -> str:
    """Return what the person is asked before a paper that we hold is used."""
    return _(
        "I agree that “%(title)s”%(number)s of %(day)s is taken from your records in place of"
        " “%(component)s”, for this dossier only."
    ) % {
        "title": known.title,
        "number": f" {known.number}" if known.number else "",
        "day": words.as_date(local_date(known.issued_at)),
        "component": component,
    }


def declined(*, draft_id: UUID) -> frozenset[tuple[str, str, str]]:
    """Return what was offered for a draft and not wanted: (component, source, record)."""
    last = {
        (row.component_key, row.source, row.record): row.given
        for row in Consent.objects.filter(draft_id=draft_id).order_by("recorded_at", "id")
    }
    return frozenset(key for key, given in last.items() if not given)
