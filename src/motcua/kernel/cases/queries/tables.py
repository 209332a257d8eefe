"""What is wrong with a step table, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Fault
from motcua.foundation.time import TimeLimit

from .. import rules
from ..types import Step

_FAULTS: Mapping[str, Any] = {
    "begins_with_reception": _("The first step must receive the dossier."),
    "has_a_signature": _("One step must be the signature."),
    "ends_with_return": _("The last step must return the result."),
    "numbered_upwards": _("Steps must be numbered upwards."),
    "takes_time": _("A step takes more than no time."),
    "no_condition_at_the_desk": _("Reception and return are always done: they have no condition."),
    "the_desk_is_here": _("Reception and return are done by this authority itself."),
    "only_opinions_side_by_side": _("Only opinions run side by side; take the group away."),
    "one_group_side_by_side": _(
        "Opinions that follow one another need the same group, or a step of handling between them."
    ),
    "opinions_are_gathered": _(
        "After opinions somebody must gather them: let a step of handling or review follow."
    ),
    "condition_unreadable": _("The condition cannot be read from “%(detail)s” on."),
    "condition_left_over": _("The condition has too much: “%(detail)s”."),
    "condition_too_deep": _("The condition has too many brackets."),
    "condition_not_closed": _("A bracket of the condition is not closed."),
    "condition_a_name_is_missing": _("The condition needs a name before “%(detail)s”."),
    "condition_a_list_is_missing": _("After “in” the condition needs a list in brackets."),
    "condition_a_value_is_missing": _(
        "The condition needs a number, a text in quotation marks, or true or false."
    ),
    "never_done": _("The condition never holds: the step would never be done."),
    "a_way_without_signature": _("Under some conditions nobody signs."),
    "longer_than_the_limit": _(
        "The longest way takes %(detail)s working hours, more than the time limit allows."
    ),
}


def list_faults(steps: Sequence[Step], *, limit: TimeLimit | None = None) -> tuple[Fault, ...]:
    """List every fault of a step table in words; the path names the line, 0 the whole table."""
    return tuple(
        Fault(f"steps.{each.seq}", rules.in_words(_FAULTS, each))
        for each in rules.faults_of(steps, limit=limit)
    )
