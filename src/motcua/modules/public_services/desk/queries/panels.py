"""What the desk shows on an official's page of a dossier, and beside the inbox."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.modules.public_services.dossiers import api as dossiers

from .. import rules
from .comments import list_comments
from .twins import list_open_twins
from .views import list_views


class Conversation(dossiers.CasePanel):
    """The comments of officials about a dossier."""

    def panels(
        self,
        *,
        actor: Actor,
        submission_id: UUID,  # noqa: ARG002 - as the port has it
        code: str,
        at: datetime,
    ) -> Iterable[dossiers.Panel]:
        """Return the conversation; what its author may still change can be changed in place."""
        comments = list_comments(actor=actor, code=code)
        changeable = {
            each.id
            for each in comments
            if each.account_id == actor.account_id
            and each.deleted_at is None
            and rules.may_change(written_at=each.written_at, at=at)
        }
        yield dossiers.Panel(
            anchor="comments",
            title=_("Comments among officials"),
            template="desk/comments.html",
            context={"code": code, "comments": comments, "changeable": changeable},
            count=sum(1 for each in comments if each.deleted_at is None),
            order=60,
        )


class Twins(dossiers.CasePanel):
    """Dossiers of the same person or about the same, of the same procedure."""

    def panels(
        self,
        *,
        actor: Actor,
        submission_id: UUID,
        code: str,
        at: datetime,  # noqa: ARG002 - as the port has it
    ) -> Iterable[dossiers.Panel]:
        """Return a warning where there are any, and what was merged already."""
        twins = list_open_twins(actor=actor, code=code)
        merged = dossiers.mergers_of(submission_id=submission_id)
        if twins or merged:
            yield dossiers.Panel(
                anchor="twins",
                title=_("Perhaps the same matter twice"),
                template="desk/twins.html",
                context={"code": code, "twins": twins, "merged": merged},
                place="top",
                order=10,
            )


class Shelf(dossiers.InboxViews):
    """The saved views beside an inbox."""

    def views(self, *, actor: Actor) -> Sequence[dossiers.SavedView]:
        """Return the actor's own views and those shared with him."""
        return [
            dossiers.SavedView(
                name=row.name,
                query=row.query,
                is_default=row.is_default and row.account_id == actor.account_id,
                is_shared=row.unit_id is not None,
            )
            for row in list_views(actor=actor)
        ]

    def save_href(self, query: str) -> str:
        """Return the page on which the view of this query is given a name."""
        return f"{reverse('desk:save_view')}?{urlencode({'query': query})}"

    def manage_href(self) -> str:
        """Return the page of the saved views."""
        return reverse("desk:views")
