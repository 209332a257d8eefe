"""A version's content as JSON and back, its fingerprint, and what differs between two."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from motcua.foundation.money import Money
from motcua.foundation.time import TimeLimit

from ..types import (
    Applicant,
    Component,
    Content,
    Fee,
    Level,
    OnlineLevel,
    Role,
    Status,
    Step,
    StepKind,
)

_TEXTS = (
    "code",
    "name",
    "official_name",
    "field",
    "authority",
    "result",
    "process_key",
    "scope",
    "replaced_by",
    "decision",
    "source",
    "confidence",
    "as_of",
    "note",
)
_LISTS = ("legal_basis", "conditions", "former_codes")


def to_json(content: Content) -> dict[str, Any]:
    """Return the content as JSON values; :func:`values_of` reads them."""
    return {
        **{name: getattr(content, name) for name in _TEXTS},
        **{name: list(getattr(content, name)) for name in _LISTS},
        "level": content.level.value,
        "online_level": content.online_level.value,
        "status": content.status.value,
        "applicants": [one.value for one in content.applicants],
        "time_limit": str(content.time_limit),
        "legal_limit": str(content.legal_limit),
        "fees": [
            {
                "key": fee.key,
                "name": fee.name,
                "amount": fee.amount.dong if fee.amount is not None else None,
                "note": fee.note,
            }
            for fee in content.fees
        ],
        "components": [
            {
                "key": one.key,
                "name": one.name,
                "originals": one.originals,
                "copies": one.copies,
                "required": one.required,
                "case": one.case,
                "form_code": one.form_code,
            }
            for one in content.components
        ],
        "steps": [
            {
                "seq": step.seq,
                "name": step.name,
                "role_text": step.role_text,
                "role": step.role.value,
                "kind": step.kind.value,
                "hours": f"{step.hours.normalize():f}",
                "added": step.added,
            }
            for step in content.steps
        ],
    }


def values_of(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of :class:`Content` that :func:`to_json` wrote down."""
    return {
        **{name: stored[name] for name in _TEXTS},
        **{name: tuple(stored[name]) for name in _LISTS},
        "level": Level(stored["level"]),
        "online_level": OnlineLevel(stored["online_level"]),
        "status": Status(stored["status"]),
        "applicants": tuple(map(Applicant, stored["applicants"])),
        "time_limit": TimeLimit.parse(stored["time_limit"]),
        "legal_limit": TimeLimit.parse(stored["legal_limit"]),
        "fees": tuple(map(_fee, stored["fees"])),
        "components": tuple(Component(**one) for one in stored["components"]),
        "steps": tuple(map(_step, stored["steps"])),
    }


def _fee(stored: Mapping[str, Any]) -> Fee:
    amount = stored["amount"]
    return Fee(
        key=stored["key"],
        name=stored["name"],
        amount=None if amount is None else Money(amount),
        note=stored["note"],
    )


def _step(stored: Mapping[str, Any]) -> Step:
    return Step(
        seq=stored["seq"],
        name=stored["name"],
        role_text=stored["role_text"],
        role=Role(stored["role"]),
        kind=StepKind(stored["kind"]),
        hours=Decimal(stored["hours"]),
        added=stored["added"],
    )


def digest(stored: Mapping[str, Any]) -> str:
    """Return the fingerprint of a content: equal contents have equal ones."""
    text = json.dumps(_said(stored), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _said(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out which steps a rule added: a source that writes them out says the same."""
    steps = [{**step, "added": False} for step in stored.get("steps", ())]
    return {**stored, "steps": steps}


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the fields in which two contents differ, in the order of the record."""
    old, new = _said(before), _said(after)
    return tuple(name for name in new if old.get(name) != new[name])
