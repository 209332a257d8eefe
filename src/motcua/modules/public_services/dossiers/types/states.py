"""Where a dossier and what belongs to it can stand, and how it comes and goes."""

from enum import IntEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    """How a dossier came in (KenhThucHien of the national connection)."""

    DIRECT = "DIRECT", _("At the counter")
    ONLINE = "ONLINE", pgettext_lazy("channel", "Online")
    POST = "POST", _("By post")


class ResultWay(models.TextChoices):
    """How the applicant wants the result."""

    ELECTRONIC = "ELECTRONIC", _("Electronic, in my account")
    DESK = "DESK", _("On paper, at the counter")
    POST = "POST", _("On paper, by post")


class State(models.TextChoices):
    """Where a dossier is, in words for everybody."""

    WAITING = "WAITING", _("Sent, waiting for reception")
    SUPPLEMENT = "SUPPLEMENT", _("Something is missing")
    REFUSED = "REFUSED", _("Not received")
    PROCESSING = "PROCESSING", _("Being handled")
    SIGNING = "SIGNING", _("Approved, being signed and issued")
    FINISHED = "FINISHED", _("Result ready")
    RETURNED = "RETURNED", _("Result handed over")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    STOPPED = "STOPPED", _("Stopped")


class NationalStatus(IntEnum):
    """TrangThaiHoSo of the national connection."""

    SUBMITTED = 1
    ACCEPTED = 2
    NOT_ACCEPTED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    PAYMENT = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    RETURNED = 10


class Stage(models.TextChoices):
    """When something was found missing."""

    AT_RECEPTION = "AT_RECEPTION", _("at reception")
    IN_PROCESSING = "IN_PROCESSING", _("while it was handled")


class ProposalState(models.TextChoices):
    """Where a proposed second request for supplements is."""

    WAITING = "WAITING", _("Waiting for the head")
    APPROVED = "APPROVED", pgettext_lazy("second request", "Approved and sent")
    REFUSED = "REFUSED", pgettext_lazy("second request", "Not approved")
    LAPSED = "LAPSED", pgettext_lazy("second request", "No longer needed")


class FormNumber(models.TextChoices):
    """The forms that this module gives out, by their numbers in TT 03/2025.

    What number a form has in the circular of a dossier, if any, says ``rules.forms``.
    """

    RECEIPT = "01", _("Receipt and appointment")
    SUPPLEMENT = "02", _("Request for supplements")
    REFUSAL = "03", _("Refusal to receive")
    APOLOGY = "04", _("Apology with a new date")
    STOP = "05", _("Notice of stopping")
    CONTROL = "06", _("Process control slip")
    REGISTER = "07", _("Register of dossiers")


class StopGround(models.TextChoices):
    """Why a dossier may be stopped."""

    NO_SUPPLEMENT = "NO_SUPPLEMENT", _("Nothing was supplemented in time")
    ASKED = "ASKED", _("The applicant asked for it, and it was accepted")
    LAW = "LAW", _("The law names another ground")


class Settlement(models.TextChoices):
    """What becomes of the money when a dossier is stopped."""

    NONE = "NONE", _("Nothing was paid")
    REFUND = "REFUND", _("What was paid is given back")
    NO_REFUND = "NO_REFUND", _("What was paid is not given back, as the law says")


class StopState(models.TextChoices):
    """Where a proposal to stop is."""

    PROPOSED = "PROPOSED", _("Proposed, waiting for the decision")
    DECIDED = "DECIDED", pgettext_lazy("stop", "Stopped")
    DROPPED = "DROPPED", _("Not followed")


class BatchAct(models.TextChoices):
    """What is done to many dossiers at once."""

    FORWARD = "FORWARD", _("Pass on")
    REASSIGN = "REASSIGN", _("Give to somebody else")
    SIGN = "SIGN", _("Approve and sign")


class ResultState(models.TextChoices):
    """Where the signature of a result is."""

    PREPARED = "PREPARED", _("Waiting for the signature")
    SIGNED = "SIGNED", _("Signed")
    ON_PAPER = "ON_PAPER", _("Signed on paper")


class KnownState(models.TextChoices):
    """What a paper that the administration holds is worth on a day."""

    VALID = "VALID", pgettext_lazy("known paper", "good")
    REVOKED = "REVOKED", pgettext_lazy("known paper", "revoked")
    REPLACED = "REPLACED", pgettext_lazy("known paper", "replaced by a newer one")
    EXPIRED = "EXPIRED", pgettext_lazy("known paper", "no longer valid")
