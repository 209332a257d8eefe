"""Every way to ask about bundles."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.time import TimeLimit

from .. import permissions
from ..errors import PartNotFound
from ..models import Bundle, Part
from ..types import BundleInfo, BundleKind, Certainty, PartInfo, PartKind, PartState

_BOOK = Path(__file__).parent.parent / "data" / "bundles.json"


@cache
def list_kinds() -> tuple[BundleKind, ...]:
    """Return the bundles of the law, as the module ships them."""
    book = json.loads(_BOOK.read_text(encoding="utf-8"))
    return tuple(_kind(row) for row in book["bundles"])


def _kind(row: Mapping[str, Any]) -> BundleKind:
    return BundleKind(
        code=row["code"],
        procedure_code=row["procedure_code"],
        title=row["title"],
        first_title=row["first_title"],
        valid_from=date.fromisoformat(row["valid_from"]),
        legal_basis=row["legal_basis"],
        certainty=Certainty(row["certainty"]),
        parts=tuple(
            PartKind(
                **{
                    **part,
                    "limit": TimeLimit.parse(part["limit"]),
                    "after": tuple(part["after"]),
                    "answers": tuple(part["answers"]),
                    "papers": tuple(part["papers"]),
                }
            )
            for part in row["parts"]
        ),
    )


def find_kind(procedure_code: str) -> BundleKind | None:
    """Return the bundle of which a procedure is the one door."""
    return next((each for each in list_kinds() if each.procedure_code == procedure_code), None)


def get_kind(code: str) -> BundleKind:
    """Return a bundle of the law by its code."""
    return next(each for each in list_kinds() if each.code == code)


def find_bundle(dossier_code: str) -> BundleInfo | None:
    """Return the bundle that a dossier stands for; two queries."""
    found = Bundle.objects.select_related("unit").filter(dossier_code=dossier_code).first()
    if found is None:
        return None
    parts = Part.objects.filter(bundle=found).select_related("bundle", "unit").order_by("number")
    return BundleInfo(
        dossier_code=found.dossier_code,
        title=found.title,
        first_title=found.first_title,
        first_unit=found.unit.name,
        first_unit_id=found.unit_id,
        first_number=found.first_number,
        first_done_at=found.first_done_at,
        person_id=found.person_id,
        due_at=found.due_at,
        closed_at=found.closed_at,
        parts=tuple(each.to_info() for each in parts),
    )


def find_part(own_code: str) -> PartInfo | None:
    """Return the part that stands under a code in its agency's register; one query."""
    found = Part.objects.exclude(own_code="").filter(own_code=own_code)
    part = found.select_related("bundle", "unit").first()
    return part.to_info() if part else None


def list_parts(*, actor: Actor, limit: int = 200) -> list[PartInfo]:
    """Return the open parts of the actor's agencies, the most urgent first; one query."""
    parts = Part.objects.filter(
        unit_id__in=permissions.HANDLE.units(actor), state=PartState.OPEN
    ).select_related("bundle", "unit")
    return [each.to_info() for each in parts.order_by("due_at", "id")[:limit]]


def get_part(*, actor: Actor, part_id: UUID) -> PartInfo:
    """Return a part of the actor's agency.

    Raises:
        PartNotFound: There is none, or it is another agency's.
    """
    found = (
        Part.objects.filter(id=part_id, unit_id__in=permissions.HANDLE.units(actor))
        .select_related("bundle", "unit")
        .first()
    )
    if found is None:
        raise PartNotFound
    return found.to_info()


def holds_back(dossier_code: str) -> bool:
    """Tell whether the result of a bundle's dossier waits for parts of others."""
    return not Bundle.objects.filter(dossier_code=dossier_code, closed_at__isnull=False).exists()
