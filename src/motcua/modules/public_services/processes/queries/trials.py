"""A process tried out on a sample dossier; nothing is written."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.kernel.cases import api as cases
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures
from motcua.ui import words

from .. import rules
from ..types import Trial, TriedStep


def facts_asked(steps: Iterable[cases.Step]) -> tuple[str, ...]:
    """Return the names of the facts that conditions of a table read, in their order."""
    found: dict[str, None] = {}
    for step in steps:
        try:
            found |= dict.fromkeys(
                atom.name for atom in cases.parse_condition(step.condition).atoms()
            )
        except cases.ConditionFault:
            continue
    return tuple(found)


@dataclass(slots=True)
class _Way:
    """Who and when along the way; looks each post up once."""

    unit_id: UUID
    field: str
    at: datetime
    promised_at: datetime
    warnings: dict[str, None] = dataclasses.field(default_factory=dict)
    clocks: dict[UUID, organisation.Clock] = dataclasses.field(default_factory=dict)

    def warn(self, text: str) -> None:
        self.warnings[text] = None

    def clock(self, unit_id: UUID) -> organisation.Clock:
        if unit_id not in self.clocks:
            self.clocks[unit_id] = organisation.clock(unit_id)
        return self.clocks[unit_id]

    def post(self, step: cases.Step) -> tuple[organisation.PostInfo | None, UUID, bool]:
        """Return who does a step, where, and whether somebody else does it instead."""
        unit_id = self.unit_id
        if step.unit_code:
            unit = cases.find_agency(step, unit_id=unit_id, field=self.field, at=self.at)
            if unit is None:
                self.warn(_("No agency is found here for %(name)s.") % {"name": step.unit_code})
                return None, unit_id, False
            unit_id = unit.id
        for role in dict.fromkeys((step.role, organisation.Role.AUTHORITY_LEADER.value)):
            found = organisation.find_post(
                authority_id=unit_id, role=role, field=self.field, at=self.at
            )
            if found is not None:
                return found, unit_id, found.role != step.role
        return None, unit_id, False


def try_out(
    *,
    steps: Sequence[cases.Step],
    procedure: procedures.VersionInfo,
    facts: cases.Facts,
    unit_id: UUID,
    at: datetime,
) -> Trial:
    """Show the way that a dossier accepted at an instant would take through a table.

    Reception is done at once; each step takes all its working time, by the calendar of the unit
    that does it. Opinions begin together and the next step waits for the longest.
    """
    promised = organisation.clock(unit_id).add(start=at, limit=procedure.time_limit)
    way = _Way(unit_id=unit_id, field=procedure.field, at=at, promised_at=promised)
    found = list[tuple[cases.Step, organisation.PostInfo | None, datetime, datetime, bool]]()
    now = open_until = at
    taken = [step for step in steps if step.applies(facts)]
    for step in taken:
        beside = step.kind is cases.StepKind.CONSULT
        if not beside:
            now = open_until
        post, where, instead = way.post(step)
        due = at if step.kind is cases.StepKind.RECEIVE else _due(way, where, step, now)
        open_until = max(open_until, due)
        found.append((step, post, now, due, instead))
        _warn_of_post(way, step, post, instead=instead)
    _warn_of_time(way, taken, procedure, ends_at=open_until)
    holders = _names(post for _step, post, *_rest in found)
    return Trial(
        steps=tuple(
            TriedStep(
                step=step,
                post_title=post.title if post else "",
                unit_name=post.unit_name if post else "",
                holders=tuple(holders[one] for one in post.holder_ids if one in holders)
                if post
                else (),
                started_at=started,
                due_at=due,
                beside=step.kind is cases.StepKind.CONSULT,
                instead=instead,
            )
            for step, post, started, due, instead in found
        ),
        skipped=tuple(step for step in steps if step not in taken),
        started_at=at,
        ends_at=open_until,
        promised_at=promised,
        warnings=tuple(way.warnings),
    )


def _due(way: _Way, unit_id: UUID, step: cases.Step, start: datetime) -> datetime:
    limit = TimeLimit(step.hours, TimeUnit.WORKING_HOUR)
    return way.clock(unit_id).add(start=start, limit=limit)


def _warn_of_post(
    way: _Way, step: cases.Step, post: organisation.PostInfo | None, *, instead: bool
) -> None:
    role = str(organisation.Role(step.role).label)
    if post is None:
        way.warn(
            _("Step %(seq)s: there is no post for “%(role)s” here; a dossier could not go on.")
            % {"seq": step.seq, "role": role}
        )
        return
    if not post.holder_ids:
        way.warn(
            _("Step %(seq)s: nobody holds the post “%(post)s” (%(unit)s) at that time.")
            % {"seq": step.seq, "post": post.title, "unit": post.unit_name}
        )
    if instead:
        way.warn(
            _("Step %(seq)s: there is no post for “%(role)s” here; “%(post)s” gets it instead.")
            % {"seq": step.seq, "role": role, "post": post.title}
        )


def _warn_of_time(
    way: _Way,
    taken: Sequence[cases.Step],
    procedure: procedures.VersionInfo,
    *,
    ends_at: datetime,
) -> None:
    hours, allowed = rules.hours_of(taken), rules.allowed_hours(procedure.time_limit)
    if hours > allowed:
        way.warn(
            _("The steps take %(hours)s working hours; the procedure allows %(allowed)s.")
            % {
                "hours": words.as_number(hours.normalize()),
                "allowed": words.as_number(allowed.normalize()),
            }
        )
    if ends_at > way.promised_at:
        way.warn(
            _("The last step would end %(end)s, later than promised: %(promise)s.")
            % {
                "end": words.as_instant(ends_at),
                "promise": words.as_instant(way.promised_at),
            }
        )


def _names(posts: Iterable[organisation.PostInfo | None]) -> Mapping[UUID, str]:
    wanted = {holder for post in posts if post for holder in post.holder_ids}
    return {one: person.full_name for one, person in identity.persons(tuple(wanted)).items()}
