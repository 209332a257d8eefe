"""One dossier by its code, if the actor may see it: the question that every act begins with."""

from uuid import UUID

from django.db.models.expressions import Combinable

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.prepared import Prepared

from ..models import NOBODY, Submission, SubmissionQuerySet, seen_by_official, viewing_units


class One:
    """The question for a dossier, with its relations; put together once for officials.

    Args:
        lock: The dossier stays locked until the transaction ends.
        columns: What else the same statement is to answer.
    """

    def __init__(self, *relations: str, lock: bool = False, **columns: Combinable) -> None:
        self._relations, self._lock, self._columns = relations, lock, columns
        self._for_officials = Prepared(
            lambda person_id, units, code: self._of(
                Submission.objects.filter(seen_by_official(person_id, units)), code
            ),
            person_id=UUID,
            units=list,
            code=str,
        )

    def find(self, actor: Actor, code: str) -> Submission | None:
        """Return the dossier; None if there is none of that code that the actor may see."""
        if "\0" in code:
            return None
        found: Submission | None
        if actor.kind is ActorKind.OFFICIAL:
            units = list(viewing_units(actor))
            found = self._for_officials.first(
                person_id=actor.person_id or NOBODY, units=units, code=code
            )
        else:
            found = self._of(Submission.objects.visible_to(actor), code).first()
        return found

    def _of(self, rows: SubmissionQuerySet, code: str) -> SubmissionQuerySet:
        found = rows.select_related(*self._relations).annotate(**self._columns).filter(code=code)
        return found.select_for_update(of=("self",)) if self._lock else found
