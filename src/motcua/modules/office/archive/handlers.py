"""Reactions to events: documents become known, packages are made and removed, people are told."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from motcua.foundation import actors
from motcua.foundation.events import Envelope
from motcua.kernel.identity import api as identity
from motcua.kernel.notifications import api as notifications
from motcua.kernel.organisation import api as organisation
from motcua.modules.office.incoming import api as incoming
from motcua.modules.office.outgoing import api as outgoing

from . import events, use_cases
from .models import Destruction, File, Loan, Plan, Transfer
from .types import Target

HOUSE = actors.system("archive.handlers")
LANGUAGE = "vi"
_ROLES = (organisation.Role.ARCHIVIST, organisation.Role.CLERK)


def know_issued(event: outgoing.OutgoingIssued, envelope: Envelope) -> None:
    """Know an issued document."""
    use_cases.note_issued(actor=HOUSE, document_id=event.document_id, at=envelope.at)


def know_registered(
    event: incoming.IncomingRegistered | incoming.IncomingRouted, envelope: Envelope
) -> None:
    """Know a registered document, and which unit files it once it is routed."""
    use_cases.note_registered(actor=HOUSE, document_id=event.document_id, at=envelope.at)


def forget_taken_back(
    event: outgoing.OutgoingRecalled | incoming.IncomingTakenBack, envelope: Envelope
) -> None:
    """Miss a document no more that was taken back."""
    use_cases.note_taken_back(actor=HOUSE, document_id=event.document_id, at=envelope.at)


def pack(event: events.FilesReceived, envelope: Envelope) -> None:
    """Pack the files that an archive has taken over."""
    if event.target == Target.CURRENT:
        for file_id in event.file_ids:
            use_cases.make_package(actor=HOUSE, file_id=file_id, at=envelope.at)


def remove_packages(event: events.FilesDestroyed, envelope: Envelope) -> None:
    """Take the packages of destroyed files off the disk."""
    for file_id in event.file_ids:
        use_cases.remove_package(actor=HOUSE, file_id=file_id, at=envelope.at)


def raise_alarm(event: events.FixityBroken, envelope: Envelope) -> None:
    """Tell whoever keeps the archive which file of which package is damaged."""
    file = File.objects.get(id=event.file_id)
    _tell(
        _keepers(event.unit_id, envelope),
        key=f"archive.broken:{envelope.event_id}",
        subject=gettext_noop("A file in the archive is damaged"),
        body=f"{file.code} ({file.year}) {file.title}: {event.path}",
        link="/workspace/archive/packages/",
        envelope=envelope,
    )


def tell_archive(event: events.FilesOffered, envelope: Envelope) -> None:
    """Tell the archive that a list waits to be checked."""
    transfer = Transfer.objects.get(id=event.transfer_id)
    _tell(
        _keepers(event.unit_id, envelope),
        key=f"archive.offered:{envelope.event_id}",
        subject=gettext_noop("Files wait to be taken over by the archive"),
        body=transfer.title,
        link=f"/workspace/archive/handing/{transfer.id}/",
        envelope=envelope,
    )


def tell_lender(event: events.LoanAsked, envelope: Envelope) -> None:
    """Tell the archive that somebody asks for a file."""
    loan = Loan.objects.select_related("file").get(id=event.loan_id)
    _tell(
        _keepers(event.unit_id, envelope),
        key=f"archive.asked:{loan.id}",
        subject=gettext_noop("Somebody asks to borrow a file"),
        body=f"{loan.asked_by_name}: {loan.file.code} ({loan.file.year}) {loan.file.title}",
        link="/workspace/archive/loans/",
        envelope=envelope,
    )


def tell_borrower(event: events.LoanDecided, envelope: Envelope) -> None:
    """Tell the borrower what was decided."""
    loan = Loan.objects.select_related("file").get(id=event.loan_id)
    granted = gettext_noop("You may borrow the file that you asked for")
    refused = gettext_noop("The file that you asked for is not lent")
    about = f"{loan.file.code} ({loan.file.year}) {loan.file.title}"
    _tell(
        [loan.asked_by],
        key=f"archive.decided:{loan.id}:{event.granted}",
        subject=granted if event.granted else refused,
        body=f"{about}. {event.reason}".strip(". ") if event.reason else about,
        link="/workspace/archive/loans/",
        envelope=envelope,
    )


def tell_head_of_plan(event: events.PlanProposed, envelope: Envelope) -> None:
    """Tell the leaders that a record plan waits."""
    plan = Plan.objects.select_related("unit").get(id=event.plan_id)
    _tell(
        _holders(event.unit_id, (organisation.Role.AUTHORITY_LEADER,), envelope),
        key=f"archive.plan:{envelope.event_id}",
        subject=gettext_noop("A record plan waits for your approval"),
        body=f"{plan.unit.name}, {plan.year}",
        link=f"/workspace/archive/plan/?year={plan.year}",
        envelope=envelope,
    )


def tell_head_of_destruction(event: events.DestructionProposed, envelope: Envelope) -> None:
    """Tell the leaders that a destruction waits for their decision."""
    found = Destruction.objects.get(id=event.destruction_id)
    _tell(
        _holders(event.unit_id, (organisation.Role.AUTHORITY_LEADER,), envelope),
        key=f"archive.destruction:{found.id}",
        subject=gettext_noop("It is proposed to destroy files; you decide"),
        body=found.reason,
        link=f"/workspace/archive/destruction/{found.id}/",
        envelope=envelope,
    )


def _keepers(unit_id: UUID, envelope: Envelope) -> Collection[UUID]:
    """Return the accounts of the archivist, or of the clerk where there is none."""
    for role in _ROLES:
        if found := _holders(unit_id, (role,), envelope):
            return found
    return ()


def _holders(
    unit_id: UUID, roles: Collection[organisation.Role], envelope: Envelope
) -> Collection[UUID]:
    posts = organisation.list_posts([unit_id], at=envelope.at)
    people = {each for post in posts if post.role in roles for each in post.holder_ids}
    return set(identity.accounts_of(people).values())


def _tell(
    account_ids: Collection[UUID],
    *,
    key: str,
    subject: str,
    body: str,
    link: str,
    envelope: Envelope,
) -> None:
    with override(LANGUAGE):
        said = _(subject)
    for account_id in account_ids:
        notifications.send(
            key=f"{key}:{account_id}",
            to_account_id=account_id,
            subject=said,
            body=body,
            link=link,
            at=envelope.at,
        )
