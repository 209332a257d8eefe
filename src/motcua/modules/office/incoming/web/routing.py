"""What a form of routing says; the page of routing and the desk read it alike."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.ids import read_uuid
from motcua.ui import words

from ..types import Support


def read_routing(given: QueryDict) -> dict[str, Any]:
    """Read to whom a document goes, until when and with which words.

    Raises:
        Invalid: Something is missing; each is named.
    """
    lead, due_on = read_uuid(given.get("lead", "")), words.read_date(given.get("due_on", ""))
    faults = []
    if lead is None:
        faults.append(Fault("lead", _("Choose the lead unit.")))
    if due_on is None:
        faults.append(Fault("due_on", _("Write the day as dd/mm/yyyy.")))
    if not given.get("opinion", "").strip():
        faults.append(Fault("opinion", _("Say what shall be done.")))
    if faults:
        raise Invalid(faults=tuple(faults))
    support_due = words.read_date(given.get("support_due_on", ""))
    chosen = filter(None, map(read_uuid, given.getlist("supports")))
    return {
        "lead_unit_id": lead,
        "due_on": due_on,
        "opinion": given.get("opinion", ""),
        "supports": [Support(unit_id=each, due_on=support_due) for each in chosen],
        "to_post_id": read_uuid(given.get("to_post", "")),
    }
