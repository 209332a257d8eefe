"""The parts of a draft that others fill in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from motcua.foundation import modules
from motcua.kernel.forms import api as forms

from ..models import Draft
from ..ports import Relations
from ..types import Channel, PartOfAnother


def parts_of_others(draft: Draft, form: forms.Form, at: datetime) -> tuple[PartOfAnother, ...]:
    """Return the parts of a citizen's draft that others fill in."""
    if draft.person_id is None or draft.channel != Channel.ONLINE:
        return ()  # at the counter both stand before the official
    return tuple(
        part
        for relation in modules.provided(Relations)
        for part in relation.parts(
            draft_id=draft.id, person_id=draft.person_id, form=form, data=draft.data, at=at
        )
    )


def with_parts(data: Mapping[str, Any], parts: Sequence[PartOfAnother]) -> dict[str, Any]:
    """Return the answers with what others said in place of what stood there."""
    others = {part.key for part in parts}
    own = {key: value for key, value in data.items() if key not in others}
    return own | {part.key: dict(part.answers) for part in parts if part.answers}
