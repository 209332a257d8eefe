"""Following a dossier: with its code alone, with the second factor, and what comes next."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.modules.public_services.procedures import api as procedures

from .. import rules
from ..errors import DossierNotFound
from ..models import Submission
from ..types import Following, Glance, Owed, ResultWay, State
from .timeline import track


def glance(*, text: str) -> Glance:
    """Return what the code alone shows: the state and the promise.

    Raises:
        DossierNotFound: No dossier has that code.
    """
    code = rules.find_code(text)
    wholes = Submission.objects.filter(part_of=None).select_related("dossier").defer("data")
    found = wholes.filter(code=code).first()
    if not code or found is None:
        raise DossierNotFound
    dossier = getattr(found, "dossier", None)
    return Glance(
        code=found.code,
        unit_id=found.unit_id,
        state=State(found.state),
        answer_by=found.answer_by,
        due_at=dossier.due_at if dossier else None,
        finished_at=dossier.finished_at if dossier else None,
    )


def follow(*, code: str) -> Following:
    """Return what code and second factor show; no names, no answers, no reasons.

    Raises:
        DossierNotFound: No dossier has that code.
    """
    tracking = track(text=code)
    submission = Submission.objects.defer("data").get(code=tracking.code)
    request = submission.supplement_requests.filter(answered_at=None).first()
    return Following(
        tracking=tracking,
        unit_id=submission.unit_id,
        asked=tuple(item["name"] for item in request.items) if request else (),
        respond_by=request.respond_by if request else None,
        next=next_words(submission, respond_by=request.respond_by if request else None),
        result_way=ResultWay(submission.result_way),
        owed=owed(version_id=submission.version_id),
    )


def next_words(submission: Submission, *, respond_by: date | None = None) -> str:
    """Return what happens next, in one sentence for the applicant; empty when all is done."""
    if submission.state == State.SUPPLEMENT and respond_by is None:
        return _("Once the missing papers have arrived, the dossier goes on where it stood.")
    return {
        State.WAITING: _(
            "Reception checks whether everything is there. Then the day of the result is promised."
        ),
        State.SUPPLEMENT: _(
            "The dossier waits for the papers named here. Until they arrive the clock stands still."
        ),
        State.PROCESSING: _("The result is drafted, checked and signed by the day promised."),
        State.SIGNING: _("The result is decided. It is signed, sealed and then handed over."),
        State.FINISHED: _way_home(ResultWay(submission.result_way)),
    }.get(State(submission.state), "")


def _way_home(way: ResultWay) -> str:
    return {
        ResultWay.ELECTRONIC: _("The result can be downloaded after signing in."),
        ResultWay.DESK: _("The result lies ready at the counter. Please bring the identity card."),
        ResultWay.POST: _("The result goes out by post."),
    }[way]


def owed(*, version_id: UUID) -> tuple[Owed, ...]:
    """Return the fees that the procedure names; none for one that is free."""
    return tuple(
        Owed(name=fee.name, amount=fee.amount.dong if fee.amount else None, note=fee.note)
        for fee in procedures.get_version_by_id(version_id).fees
        if not fee.is_free
    )
