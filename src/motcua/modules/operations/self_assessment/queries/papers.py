"""The sheet of a unit as a paper."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.modules.office.outgoing import api as outgoing

from ..models import Assessment, Score
from ..types import Domain
from .assessments import scores_of
from .indices import domains_of

SHEET = Path(__file__).resolve().parents[1] / "data" / "papers" / "phieu-cham-diem-v1.typ"


def number_text(value: Decimal | None) -> str:
    """Return points as they stand on a paper; a dash where there are none."""
    return "–" if value is None else f"{value:.2f}".replace(".", ",")


def _lines(domain: Domain, scores: Mapping[str, Score]) -> list[list[str]]:
    lines = []
    for each in domain.components:
        score = scores.get(each.code)
        lines.append(
            [
                each.code,
                each.title,
                number_text(each.most),
                number_text(score.points if score else None),
                number_text(score.appraised if score else None),
                score.appraiser_note if score else "",
            ]
        )
    return lines


def _total(domain: Domain, scores: Mapping[str, Score], name: str) -> Decimal:
    found = [scores[each.code] for each in domain.components if each.code in scores]
    return sum((getattr(each, name) or Decimal(0) for each in found), Decimal(0))


def sheet_values(assessment: Assessment, *, at: datetime) -> Mapping[str, Any]:
    """Return what the template of the sheet is told."""
    authority = assessment.round.unit
    parent = organisation.get_unit(authority.parent_id) if authority.parent_id else None
    scores = scores_of(assessment)
    token = assessment.token
    return {
        "title": f"Phiếu chấm điểm cải cách hành chính năm {assessment.round.year}",
        "author": authority.name,
        "at": assessment.approved_at or at,
        "unit": {
            "parent": parent.name if parent else None,
            "name": authority.name,
            "place": "",
        },
        "number": "",
        "form_mark": None,
        "year": str(assessment.round.year),
        "index_title": assessment.round.index.title,
        "of": assessment.unit.name,
        "index": number_text(assessment.index_value),
        "state": str(assessment.get_state_display()),
        "domains": [
            {
                "title": domain.title,
                "most": number_text(domain.most),
                "points": number_text(_total(domain, scores, "points")),
                "appraised": number_text(_total(domain, scores, "appraised")),
                "rows": _lines(domain, scores),
            }
            for domain in domains_of(assessment.round.index)
        ],
        "signer": dict(assessment.signer_lines) or None,
        "verify": {"token": token, "url": documents.verify_url(token)} if token else None,
    }


def draw_sheet(assessment: Assessment, *, at: datetime) -> bytes:
    """Draw the sheet of a unit as PDF."""
    return documents.render_paper(SHEET, sheet_values(assessment, at=at))


def signing_lines(actor: Actor, unit_id: UUID, *, at: datetime) -> dict[str, str]:
    """Return in which words a leader of an authority signs."""
    posts = organisation.list_posts([unit_id], at=at)
    own = next((each for each in posts if each.id in actor.post_ids), None)
    lines = outgoing.signer_lines(
        agency=organisation.get_unit(unit_id).name,
        post_title=own.title if own else "",
        name=actor.name,
    )
    return dict(lines)
