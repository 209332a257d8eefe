"""Asking others about a dossier: whom one may ask, what one is asked, what one may do with it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation

from ..models import Dossier, Submission
from ..ports import CasePanel
from ..types import Panel, State
from .work import WorkLine, lines_of


def whom_to_ask(*, unit_id: UUID, at: datetime) -> list[tuple[str, str]]:
    """Return whom an authority may ask: its own posts, then the agencies beside and above it."""
    posts = organisation.list_posts(organisation.authority_ids(unit_id, at), at=at)
    own = [(f"post:{each.id}", f"{each.title} – {each.unit_name}") for each in posts]
    agencies: list[tuple[str, str]] = []
    above: UUID | None = unit_id
    while above is not None:
        partners = organisation.list_units(
            local_date(at), kind=organisation.UnitKind.PARTNER, below=above
        )
        agencies += [(f"unit:{each.id}", each.name) for each in partners if each.parent_id == above]
        above = organisation.get_unit(above).parent_id
    return [*own, *agencies]


def posts_for(*, submission: Submission, at: datetime) -> list[tuple[str, str]]:
    """Return to whom a head may give a step: the holders of the posts of his authority."""
    present = submission.dossier.case
    unit_ids = organisation.authority_ids(submission.unit_id, at) | {present.post_unit_id}
    return receivers([each for each in unit_ids if each], {present.post_id}, at=at)


def receivers(
    unit_ids: Iterable[UUID], present: Collection[UUID | None], *, at: datetime
) -> list[tuple[str, str]]:
    """Return to whom steps at some posts may be given: other posts of the same work, or a person.

    A choice is a post's id, or ``post:account`` for one of several who hold it. Posts of
    different work have no receiver in common.
    """
    posts = organisation.list_posts(unit_ids, at=at)
    roles = {each.role for each in posts if each.id in present}
    if len(roles) != 1:
        return []
    found = [each for each in posts if each.role in roles and each.holder_ids]
    shared = {person for each in found if len(each.holder_ids) > 1 for person in each.holder_ids}
    accounts = identity.accounts_of(shared) if shared else {}
    names = identity.account_names(accounts.values()) if accounts else {}
    choices = []
    for post in found:
        title = f"{post.title} – {post.unit_name}"
        if set(present) != {post.id}:
            choices.append((str(post.id), title))
        holders = [accounts[each] for each in post.holder_ids if each in accounts]
        if len(post.holder_ids) > 1:
            choices += [(f"{post.id}:{each}", f"{title}: {names[each]}") for each in holders]
    return choices


def read_receiver(choice: str) -> dict[str, UUID]:
    """Read a choice of :func:`receivers`: a post, and who of it."""
    post, _colon, account = choice.partition(":")
    chosen = {"to_post_id": UUID(post)}
    return chosen | {"to_account_id": UUID(account)} if account else chosen


def lines_to_give(*, actor: Actor, codes: Sequence[str], at: datetime) -> list[WorkLine]:
    """Return those of some dossiers whose step the actor may give to somebody else, as a head."""
    found = [
        line
        for line in lines_of(actor=actor, codes=codes)
        if line.state in {State.PROCESSING, State.SUPPLEMENT}
    ]
    if not found:
        return []
    units = cases.REASSIGN.units(actor)
    posts = {post.id for post in organisation.list_posts(units, at=at)}
    return [line for line in found if line.post_id in posts]


class ActsPanel(CasePanel):
    """What one is asked about a dossier, and what one may do with a step beside doing it."""

    def panels(
        self,
        *,
        actor: Actor,
        submission_id: UUID,
        code: str,
        at: datetime,  # noqa: ARG002 - what may be done stands in the case
    ) -> Iterable[Panel]:
        """Return the questions to the reader on top, and his further acts aside."""
        rows = Dossier.objects.select_related("case").filter(submission_id=submission_id)
        dossier = rows.first()
        if dossier is None or dossier.case.state == cases.CaseState.CLOSED:
            return
        if dossier.case.opinions_open:
            yield from _asked(actor, cases.list_opinions(dossier.case_id))
        if acts := _acts(actor, dossier):
            yield Panel(
                anchor="acts",
                title=_("Together with others"),
                template="dossiers/workspace/parts/acts_panel.html",
                context={"acts": acts, "code": code},
                place="aside",
                order=10,
            )


def _asked(actor: Actor, opinions: Sequence[cases.OpinionInfo]) -> Iterable[Panel]:
    waiting = [each for each in opinions if each.is_open and each.post_id in actor.post_ids]
    if waiting:
        yield Panel(
            anchor="asked",
            title=_("You are asked"),
            template="dossiers/workspace/parts/asked_panel.html",
            context={"waiting": waiting},
            place="top",
            order=5,
        )


def _acts(actor: Actor, dossier: Dossier) -> frozenset[str]:
    case, found = dossier.case, set()
    if dossier.state != State.PROCESSING:
        return frozenset()
    if case.post_id in actor.post_ids and case.state == cases.CaseState.OPEN:
        found.add("consult")
    if cases.REASSIGN.held_by(actor, unit_id=case.post_unit_id):
        found.add("reassign")
    if cases.can_recall(actor=actor, case_id=case.id):
        found.add("take_back")
    return frozenset(found)
