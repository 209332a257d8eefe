"""What reception found, and what it asked for."""

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from ..types import ProposalState, Stage
from .common import NO_LIST
from .submissions import Submission


class Check(models.Model):
    """What reception found about one paper."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="checks")
    component_key = models.TextField()
    faults = models.JSONField(default=list)
    passed = models.JSONField(default=list, db_default=NO_LIST)
    note = models.TextField(blank=True, default="")
    checked_by = models.TextField()
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "component_key"], name="one_check_of_a_paper"
            ),
        ]

    def __str__(self) -> str:
        return self.component_key


class SupplementRequest(models.Model):
    """Form 02: everything that is missing, told at once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="supplement_requests"
    )
    stage = models.TextField(choices=Stage.choices)
    items = models.JSONField()
    reason = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.TextField()
    respond_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    reply = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(answered_at=None),
                name="one_open_supplement_request",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.requested_at}"


class SecondRequest(models.Model):
    """A further request for supplements, proposed to the head: sent only when he approves."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="second_requests"
    )
    items = models.JSONField()
    reason = models.TextField(blank=True, default="")
    why = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.TextField()
    proposer_account_id = models.UUIDField(null=True)
    state = models.TextField(choices=ProposalState.choices, default=ProposalState.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(blank=True, default="")
    decision_reason = models.TextField(blank=True, default="")
    request = models.OneToOneField(
        SupplementRequest, on_delete=models.PROTECT, null=True, related_name="approval"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(state="WAITING"),
                name="one_second_request_waits",
            ),
            models.CheckConstraint(
                condition=~Q(state="APPROVED") | Q(request__isnull=False),
                name="approved_second_request_was_sent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["proposed_at"],
                name="dossiers_second_waiting",
                condition=Q(state="WAITING"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.proposed_at}"
