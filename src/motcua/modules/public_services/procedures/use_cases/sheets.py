"""The sheets beside the procedures: judged against the catalogue, then written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from .. import permissions
from ..models import PlainTextRecord, ProcedureVersion, Proposal
from ..queries import catalogue, units
from ..rules import contents, limits, plain
from ..rules.sheets import (
    LocalRow,
    ProposalRow,
    Publication,
    read_override,
    read_proposal,
    read_publication,
    read_text,
)
from ..types import Content, Override, PlainText, ProposalState, Reason, Row, RowFault
from .local import write_override
from .publishing import write_text
from .shortening import proposal_values, shortening_faults


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What the other sheets of a workbook say, sound."""

    texts: Mapping[str, PlainText] = field(default_factory=dict)
    publications: Mapping[str, Publication] = field(default_factory=dict)
    overrides: Sequence[Override] = ()
    proposals: Sequence[tuple[ProposalRow, UUID]] = ()


class _Judge:
    """Judges rows and notes what is wrong with them."""

    def __init__(
        self,
        contents_: Mapping[str, Content],
        latest: Mapping[str, ProcedureVersion],
        *,
        actor: Actor,
        at: datetime,
    ) -> None:
        self.contents, self.latest = contents_, latest
        self.actor, self.on = actor, local_date(at)
        self.faults = list[RowFault]()
        self._units = dict[str, organisation.UnitInfo | None]()
        self._decides: bool | None = None
        self._stored = dict[int, Proposal]()

    def fault(self, row: Row, column: str, reason: Reason, **details: str | int) -> None:
        self.faults.append(
            RowFault(line=row.line, field=column, reason=reason, details=details, sheet=row.sheet)
        )

    def content(self, row: Row, code: str) -> Content | None:
        """Return what the procedure of a row will say; the file comes before the catalogue."""
        if (found := self.contents.get(code)) is not None:
            return found
        if (version := self.latest.get(code)) is not None:
            return Content(**contents.values_of(version.content))
        if code:
            self.fault(row, "procedure", Reason.NO_OWNER, code=code)
        return None

    def unit(self, row: Row, code: str) -> organisation.UnitInfo | None:
        if code not in self._units:
            self._units[code] = organisation.find_unit(code, on=self.on)
        if (found := self._units[code]) is None and code:
            self.fault(row, "unit", Reason.NO_UNIT, code=code)
        return found

    def decides(self) -> bool:
        if self._decides is None:
            self._decides = units.holds_for_all(permissions.APPROVE, self.actor)
        return self._decides

    # ------------------------------------------------------------------------------------ sheets
    def texts(self, rows: Iterable[Row]) -> dict[str, PlainText]:
        found, lines = dict[str, PlainText](), dict[str, int]()
        for row in rows:
            code, text, wrong = read_text(row)
            self.faults += wrong
            self.content(row, code)
            self._once(row, code, lines)
            found[code] = text
        return found

    def publications(self, rows: Iterable[Row]) -> dict[str, Publication]:
        found, lines = dict[str, Publication](), dict[str, int]()
        for row in rows:
            one, wrong = read_publication(row)
            self.faults += wrong
            content = self.content(row, one.code)
            self._once(row, one.code, lines)
            if content is not None:
                self._unchanged_decision(one, content)
            found[one.code] = one
        return found

    def _unchanged_decision(self, one: Publication, content: Content) -> None:
        before = self.latest.get(one.code)
        if before is None:
            return
        same = contents.digest(contents.to_json(content)) == before.digest
        for column in ("decision_date", "effective_from"):
            if same and getattr(one, column) not in {None, getattr(before, column)}:
                self.fault(one.row, column, Reason.PUBLISHED)

    def _once(self, row: Row, code: str, lines: dict[str, int]) -> None:
        if code and (line := lines.setdefault(code, row.line)) != row.line:
            self.fault(row, "procedure", Reason.TWICE, line=line)

    def overrides(self, rows: Iterable[Row]) -> list[Override]:
        found, lines = list[Override](), dict[str, int]()
        for row in rows:
            one, wrong = read_override(row)
            self.faults += wrong
            content, unit = self.content(row, one.code), self.unit(row, one.unit_code)
            self._once(row, f"{one.code} {one.unit_code}", lines)
            if content is None or unit is None or wrong:
                continue
            self._shorter(one, content)
            texts: dict[str, Any] = dict(one.texts)
            found.append(
                Override(code=one.code, unit_id=unit.id, time_limit=one.time_limit, **texts)
            )
        return found

    def _shorter(self, one: LocalRow, content: Content) -> None:
        limit, inherited = one.time_limit, content.time_limit
        if limit is not None and not limits.is_not_longer(limit, inherited):
            words = organisation.limit_in_words(inherited)
            self.fault(one.row, "time_value", Reason.LONGER_LIMIT, limit=words)

    def proposals(self, rows: Sequence[Row]) -> list[tuple[ProposalRow, UUID]]:
        self._stored = (
            {one.number: one for one in Proposal.objects.select_related("unit")} if rows else {}
        )
        found = list[tuple[ProposalRow, UUID]]()
        for row in rows:
            one, wrong = read_proposal(row)
            self.faults += wrong
            if one is None:
                continue
            content, unit = self.content(row, one.code), self.unit(row, one.unit_code)
            if content is None or unit is None:
                continue
            if self._is_open(one, content):
                found.append((one, unit.id))
        return found

    def _is_open(self, one: ProposalRow, content: Content) -> bool:
        """Tell whether a row is to be written: one that says what is known is not."""
        stored = self._stored.get(one.number) if one.number else None
        if stored is not None and _says_the_same(stored, one):
            return False
        if stored is not None and stored.state != ProposalState.PROPOSED:
            self.fault(one.row, "state", Reason.DECIDED)
            return False
        decided = one.state is not ProposalState.PROPOSED
        if decided and (stored is not None or not self.decides()):
            self.fault(one.row, "state", Reason.NOT_YOURS)
            return False
        if not decided:
            self._shortens(one, content)
        return True

    def _shortens(self, one: ProposalRow, content: Content) -> None:
        for fault in shortening_faults(content, limit=one.limit_after, papers=one.papers):
            known = fault.path == "papers"
            reason = Reason.NO_PAPER if known else Reason.NOT_SHORTER
            details = {"key": ", ".join(one.papers)} if known else {}
            self.fault(one.row, "papers" if known else "after_value", reason, **details)


def _says_the_same(stored: Proposal, one: ProposalRow) -> bool:
    before, after = one.effort_before, one.effort_after
    said = {
        "state": one.state.value,
        "limit_after": str(one.limit_after),
        "papers": list(one.papers),
        "hours_before": before.hours,
        "hours_after": after.hours,
        "trips_before": before.trips,
        "trips_after": after.trips,
        "dong_before": before.dong,
        "dong_after": after.dong,
        "dossiers_a_year": one.dossiers_a_year,
        "reason": one.reason,
        "legal_basis": one.legal_basis,
        "effective_from": one.effective_from,
        "decision_no": one.decision_no,
        "decision_date": one.decision_date,
        "decision_note": one.decision_note,
    }
    words = plain.read(stored.plain)
    same_words = (words.time, words.needed) == (one.plain.time, one.plain.needed)
    same_unit = stored.unit.code == one.unit_code
    return same_words and same_unit and all(getattr(stored, k) == v for k, v in said.items())


def judge(
    sheets: Mapping[str, Sequence[Row]],
    contents_: Mapping[str, Content],
    latest: Mapping[str, ProcedureVersion],
    *,
    actor: Actor,
    at: datetime,
) -> tuple[More, list[RowFault]]:
    """Return what the other sheets say, and everything that is wrong with them."""
    of = _Judge(contents_, latest, actor=actor, at=at)
    more = More(
        texts=of.texts(sheets.get("plain_texts", ())),
        publications=of.publications(sheets.get("publications", ())),
        overrides=of.overrides(sheets.get("overrides", ())),
        proposals=of.proposals(sheets.get("proposals", ())),
    )
    return more, of.faults


def write(
    more: More,
    latest: Mapping[str, ProcedureVersion],
    *,
    dry_run: bool,
    actor: Actor,
    at: datetime,
) -> dict[str, int]:
    """Write what the other sheets say anew, and count it; a dry run only counts."""
    texts = _new_texts(more)
    if dry_run:
        kinds: Mapping[str, Sequence[Any]] = {
            "texts": texts,
            "overrides": _new_overrides(more),
            "proposals": more.proposals,
        }
        return {name: len(found) for name, found in kinds.items()}
    for code, text in texts:
        write_text(latest[code], text, by=actor.name, at=at)
    overrides = [
        write_override(latest[one.code], one, actor=actor, at=at) for one in more.overrides
    ]
    for row, unit_id in more.proposals:
        _write_proposal(row, unit_id, latest[row.code], actor=actor, at=at)
    return {
        "texts": len(texts),
        "overrides": sum(overrides),
        "proposals": len(more.proposals),
    }


def _new_texts(more: More) -> list[tuple[str, PlainText]]:
    """Return the texts that differ from the newest one of their procedure.

    A text that stays the same while the legal text changes is not taken over: it is the older one.
    """
    rows = PlainTextRecord.objects.filter(version__procedure__code__in=list(more.texts))
    ordered = rows.select_related("version__procedure").order_by("written_at", "id")
    before = {
        one.version.procedure.code: {name: getattr(one, name) for name in plain.PARTS}
        for one in ordered
    }
    return [
        (code, text)
        for code, text in more.texts.items()
        if before.get(code) != plain.as_mapping(text)
    ]


def _new_overrides(more: More) -> list[Override]:
    """Return the overrides that differ from what the catalogue has."""
    found = []
    for one in more.overrides:
        known = catalogue.find_override(one.code, one.unit_id)
        same = known and replace(known, recorded_at=None, recorded_by="") == one
        if not same and (known or not one.is_empty):
            found.append(one)
    return found


def _write_proposal(
    row: ProposalRow, unit_id: UUID, base: ProcedureVersion, *, actor: Actor, at: datetime
) -> None:
    values: dict[str, Any] = dict(
        proposal_values(
            base,
            limit=row.limit_after,
            papers=row.papers,
            before=row.effort_before,
            after=row.effort_after,
            dossiers_a_year=row.dossiers_a_year,
            reason=row.reason,
            legal_basis=row.legal_basis,
            text=row.plain,
            effective_from=row.effective_from,
        )
    )
    decided = row.state is not ProposalState.PROPOSED
    if decided:  # history of another installation: its version is in the file already
        values |= {
            "limit_before": str(row.limit_before or row.limit_after),
            "decided_at": row.decided_at or at,
            "decided_by": row.decided_by,
            "decision_no": row.decision_no,
            "decision_date": row.decision_date,
            "decision_note": row.decision_note,
        }
    known = Proposal.objects.filter(number=row.number).first() if row.number else None
    if known is not None:
        Proposal.objects.filter(id=known.id).update(unit_id=unit_id, **values)
        return
    last = Proposal.objects.aggregate(last=Max("number"))["last"] or 0
    Proposal.objects.create(
        number=row.number or last + 1,
        unit_id=unit_id,
        state=row.state,
        proposed_at=row.proposed_at or at,
        proposed_by=row.proposed_by or actor.name,
        **values,
    )
