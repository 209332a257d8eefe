"""Step tables: what is done, by which post, in how much time, under which condition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from .conditions import Facts, parse_condition

NO_FACTS: Facts = {}


class StepKind(models.TextChoices):
    """What is done at a step."""

    RECEIVE = "RECEIVE", _("Receive")
    HANDLE = "HANDLE", _("Handle")
    CONSULT = "CONSULT", _("Ask for an opinion")
    REVIEW = "REVIEW", _("Review")
    SIGN = "SIGN", _("Sign")
    ISSUE = "ISSUE", _("Number and issue")
    RETURN = "RETURN", _("Return the result")


class Assignment(models.TextChoices):
    """Which of the holders of a post gets a step."""

    POST = "POST", _("Whoever of the post takes it")
    ROUND_ROBIN = "ROUND_ROBIN", _("By turns")
    LEAST_LOADED = "LEAST_LOADED", _("Whoever has the fewest open cases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of a step table; ``hours`` are working hours, ``role`` that of the post.

    Attributes:
        condition: What must hold of the case's facts; an empty one always holds.
        group: Opinions of one group are asked side by side.
        assign: Who among the holders gets it.
        unit_code: Another agency, whose post does the step by its own calendar: its code, how the
            people call it, or its level and field, such as ``cấp huyện: Đất đai``.
        mandatory: An opinion without which nothing goes up for signature.
        papers_in: What the holder is given, in words.
        papers_out: What he passes on, in words.
    """

    seq: int
    name: str
    role: str
    kind: StepKind
    hours: Decimal
    condition: str = ""
    group: str = ""
    assign: Assignment = Assignment.POST
    unit_code: str = ""
    mandatory: bool = True
    papers_in: str = ""
    papers_out: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the line as stored; what a plain step does not say is left out."""
        extras: dict[str, Any] = {
            "condition": self.condition,
            "group": self.group,
            "assign": "" if self.assign is Assignment.POST else self.assign.value,
            "unit_code": self.unit_code,
            "papers_in": self.papers_in,
            "papers_out": self.papers_out,
        }
        return {
            "seq": self.seq,
            "name": self.name,
            "role": self.role,
            "kind": self.kind.value,
            "hours": str(self.hours),
            **{name: value for name, value in extras.items() if value},
            **({} if self.mandatory else {"mandatory": False}),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the line that :meth:`to_json` wrote."""
        return cls(
            seq=stored["seq"],
            name=stored["name"],
            role=stored["role"],
            kind=StepKind(stored["kind"]),
            hours=Decimal(stored["hours"]),
            condition=stored.get("condition", ""),
            group=stored.get("group", ""),
            assign=Assignment(stored.get("assign", Assignment.POST)),
            unit_code=stored.get("unit_code", ""),
            mandatory=stored.get("mandatory", True),
            papers_in=stored.get("papers_in", ""),
            papers_out=stored.get("papers_out", ""),
        )

    def applies(self, facts: Facts) -> bool:
        """Tell whether the step is done in a case of these facts."""
        return not self.condition or parse_condition(self.condition).holds(facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedAgency:
    """An agency as a step table names it: by its level and field of work; empty: the case's."""

    level: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """Where a case goes from a step: the opinions asked on the way, and the next holder's step."""

    opinions: tuple[Step, ...]
    step: Step | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessInfo:
    """A published version of a process."""

    version_id: UUID
    code: str
    number: int
    title: str
    steps: tuple[Step, ...]

    def step(self, seq: int) -> Step:
        """Return the step of that number."""
        return next(step for step in self.steps if step.seq == seq)

    def way(self, facts: Facts = NO_FACTS) -> tuple[Step, ...]:
        """Return the steps that a case of these facts goes through, in order."""
        return tuple(step for step in self.steps if step.applies(facts))

    def onward(self, seq: int, facts: Facts = NO_FACTS) -> Onward:
        """Return what follows a step: opinions are asked beside it, the rest is done in turn."""
        opinions: list[Step] = []
        for step in self.steps:
            if step.seq > seq and step.applies(facts):
                if step.kind is not StepKind.CONSULT:
                    return Onward(opinions=tuple(opinions), step=step)
                opinions.append(step)
        return Onward(opinions=tuple(opinions), step=None)

    def after(self, seq: int, facts: Facts = NO_FACTS) -> Step | None:
        """Return the step to which the case goes next, or None after the last."""
        return self.onward(seq, facts).step

    def before(self, seq: int, kind: StepKind, facts: Facts = NO_FACTS) -> Step | None:
        """Return the nearest earlier step of that kind."""
        earlier = (step for step in reversed(self.steps) if step.seq < seq)
        return next((step for step in earlier if step.kind is kind and step.applies(facts)), None)

    @property
    def fact_names(self) -> frozenset[str]:
        """The facts that the conditions read."""
        return frozenset(
            atom.name
            for step in self.steps
            if step.condition
            for atom in parse_condition(step.condition).atoms()
        )


def longest_path(steps: Iterable[Step]) -> Decimal:
    """Return the working hours of a way; of opinions asked side by side only the longest counts."""
    total, beside = Decimal(0), Decimal(0)
    for step in steps:
        if step.kind is StepKind.CONSULT:
            beside = max(beside, step.hours)
            continue
        total, beside = total + beside + step.hours, Decimal(0)
    return total + beside
