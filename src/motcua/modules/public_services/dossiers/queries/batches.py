"""What became of an act on many dossiers."""

from uuid import UUID

from motcua.foundation.actors import Actor

from ..errors import BatchNotFound
from ..models import Batch


def get_batch(*, actor: Actor, batch_id: UUID) -> Batch:
    """Return the actor's own batch with its lines.

    Raises:
        BatchNotFound: It is not his.
    """
    own = Batch.objects.filter(id=batch_id, account_id=actor.account_id)
    batch = own.prefetch_related("lines").first()
    if batch is None or actor.account_id is None:
        raise BatchNotFound
    return batch
