"""The questions of where the post brings the result, on every page that asks for the way."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict

from motcua.foundation.errors import Fault

from ..queries.postal import known_postal, list_area_names
from ..types import PostalAddress

LOOK = "postal.look"  # the button that shows the wards of the province that was typed
NO_FAULTS: tuple[Fault, ...] = ()
_NAMES = ("recipient", "phone", "street", "ward", "province")


def typed_postal(post: QueryDict) -> PostalAddress | None:
    """Return the address as it was typed; None when it was not asked for."""
    if not any(f"postal.{name}" in post for name in _NAMES):
        return None
    return PostalAddress.read({name: post.get(f"postal.{name}", "") for name in _NAMES})


def postal_context(
    kept: Mapping[str, str] | PostalAddress | None,
    *,
    person_id: UUID | None,
    faults: Iterable[Fault] = (),
    on: date,
) -> Mapping[str, Any]:
    """Return what the template of the address shows; the person's own address to begin with."""
    if isinstance(kept, PostalAddress):
        postal = kept
    else:
        postal = PostalAddress.read(kept) if kept else known_postal(person_id)
    provinces, wards = list_area_names(postal.province, on=on)
    return {
        "address": postal,
        "errors": {
            fault.path.removeprefix("postal."): fault.message
            for fault in faults
            if fault.path.startswith("postal.")
        },
        "provinces": provinces,
        "wards": wards,
        "lists": {"province": {"list": "postal-provinces"}, "ward": {"list": "postal-wards"}},
    }
