"""What may be done with incoming documents from a desk: route, give, end, mark as read."""

from datetime import datetime
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation.actors import Actor
from motcua.foundation.ids import read_uuid
from motcua.kernel.desk import api as desk
from motcua.ui import words

from .. import queries, use_cases
from .routing import read_routing


def _route(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    found = queries.get_document(actor=actor, document_id=desk.read_key(key))
    use_cases.route_document(actor=actor, document_id=found.id, at=at, **read_routing(given))


def _routing(*, actor: Actor, key: str, at: datetime) -> tuple[desk.Field, ...]:
    found = queries.get_document(actor=actor, document_id=desk.read_key(key))
    units = queries.units_to_route_to(found, at=at)
    return (
        desk.Field(
            name="lead",
            label=gettext_lazy("Lead unit"),
            type="select",
            options=units,
            value=units[0][0] if len(units) == 1 else "",
        ),
        desk.Field(
            name="opinion",
            label=gettext_lazy("What shall be done"),
            value=_("Please look into it, handle it within your powers and report."),
        ),
        desk.Field(
            name="due_on",
            label=gettext_lazy("Deadline"),
            type="date",
            value=words.as_date(queries.usual_due(found, at=at)),
        ),
        desk.Field(
            name="supports",
            label=gettext_lazy("Co-ordinating units"),
            type="checkboxes",
            options=units,
            required=False,
        ),
    )


def _give(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    use_cases.give_document(
        actor=actor,
        document_id=desk.read_key(key),
        to_post_id=read_uuid(given.get("to_post", "")) or UUID(int=0),
        opinion=given.get("opinion", ""),
        at=at,
    )


def _persons(*, actor: Actor, key: str, at: datetime) -> tuple[desk.Field, ...]:
    found = queries.get_document(actor=actor, document_id=desk.read_key(key))
    posts = queries.posts_for(found.lead_unit_id, at=at) if found.lead_unit_id else []
    options = [(str(each.id), each.title) for each in posts if each.id != found.holder_post_id]
    return (
        desk.Field(
            name="to_post",
            label=gettext_lazy("Who shall handle it?"),
            type="select",
            options=options,
            value=options[0][0] if len(options) == 1 else "",
        ),
        desk.Field(name="opinion", label=gettext_lazy("Your opinion, on the slip"), required=False),
    )


def _finish(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    use_cases.finish_with_note(
        actor=actor, document_id=desk.read_key(key), note=given.get("note", ""), at=at
    )


def _note(*, actor: Actor, key: str, at: datetime) -> tuple[desk.Field, ...]:
    return (desk.Field(name="note", label=gettext_lazy("What was done about it")),)


def _mark_read(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    found = queries.get_document(actor=actor, document_id=desk.read_key(key))
    use_cases.note_read(actor=actor, document_id=found.id, at=at)


ROUTE = desk.Act(
    code="route",
    title=gettext_lazy("Route"),
    do=_route,
    done=gettext_lazy("Routed. The units have been told."),
    icon="hand-over",
    primary=True,
    fields=_routing,
)
GIVE = desk.Act(
    code="give",
    title=gettext_lazy("Give to a person"),
    do=_give,
    done=gettext_lazy("Given; the person has been told."),
    icon="person",
    primary=True,
    fields=_persons,
)
FINISH = desk.Act(
    code="finish",
    title=gettext_lazy("Done with a note"),
    do=_finish,
    done=gettext_lazy("Done. The sender is told if the document came by exchange."),
    fields=_note,
)
READ = desk.Act(
    code="read",
    title=gettext_lazy("I have read it"),
    do=_mark_read,
    done=gettext_lazy("Noted: you have read it."),
    icon="eye",
    many=True,
    primary=True,
)
