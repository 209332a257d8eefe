"""Forms that several people fill in: whose part is whose, and what the others see of it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from ..rules import prefilling
from ..rules.plan import plan_of
from ..types import Form, Part
from . import wording

SEX = "vneid.gioi_tinh"


def parts(form: Form) -> tuple[Part, ...]:
    """Return the parts of a form that belong to different people; none for most forms."""
    plan = plan_of(form)
    found = []
    for raw in form.schema.get("x-parts", ()):
        key = str(raw["field"])
        section = next(each.index for each in plan.sections if key in each.fields)
        found.append(
            Part(
                key=key,
                title=plan.root.children[key].title,
                section=section,
                sex=str(raw.get("sex", "")),
                shown=tuple(raw.get("shown", ())),
            )
        )
    return tuple(found)


def own_part(form: Form, sources: Mapping[str, Any]) -> Part | None:
    """Return the part of the person whom the sources know; None where a form has no parts."""
    of_form = parts(form)
    sex = sources.get(SEX)
    return next((each for each in of_form if each.sex == sex), of_form[0] if of_form else None)


def prefill_part(
    form: Form, key: str, sources: Mapping[str, Any], on: date | None = None
) -> dict[str, Any]:
    """Return the answers with which a person begins his part."""
    return prefilling.prefill_part(plan_of(form), key, sources, on)


def prefilled_in_part(
    form: Form, key: str, data: Mapping[str, Any], sources: Mapping[str, Any]
) -> dict[str, str]:
    """Return the paths of answers of a part that still are as a source gave them, and its name."""
    found = prefilling.prefilled_in_part(plan_of(form), key, data, sources)
    return {path: wording.of_source(source) for path, source in found.items()}


def mask(form: Form, data: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    """Return the answers as those see them whose parts these are not."""
    hidden = {each.key: each.shown for each in parts(form) if each.key in keys}
    return {
        key: {name: each for name, each in value.items() if name in hidden[key]}
        if key in hidden and isinstance(value, Mapping)
        else value
        for key, value in data.items()
    }


def is_in_person(form: Form) -> bool:
    """Tell whether the law lets nobody declare this for another."""
    return bool(form.schema.get("x-in-person", False))
