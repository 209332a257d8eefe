"""What the database remembers of mandates and of parts that others fill in."""

from datetime import date

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from .types import ALIVE, Basis, InvitationState, Kind, MandateState, Scope


class Mandate(models.Model):
    """That somebody may act for a person or an organisation; ``valid_to`` is excluded.

    A representative whom nobody knows yet is named by number and name; he is bound when he first
    signs in.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.TextField(choices=Kind.choices, default=Kind.AUTHORISED)
    principal = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    principal_name = models.TextField()
    tax_code = models.TextField(blank=True, default="")
    representative = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    representative_name = models.TextField()
    representative_number = models.TextField(blank=True, default="")
    scope = models.TextField(choices=Scope.choices)
    scope_code = models.TextField(blank=True, default="")
    scope_title = models.TextField(blank=True, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    state = models.TextField(choices=MandateState.choices)
    basis = models.TextField(choices=Basis.choices)
    file = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    checked_by = models.TextField(blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(blank=True, default="")
    end_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(principal__isnull=False) | ~Q(tax_code=""),
                name="a_mandate_has_a_principal",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
                name="a_mandate_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["representative"],
                name="mandates_held",
                condition=Q(state__in=["UNCHECKED", "ACTIVE"]),
            ),
            models.Index(fields=["principal", "-created_at"], name="mandates_given"),
            models.Index(
                fields=["representative_number"],
                name="mandates_to_be_bound",
                condition=Q(representative=None),
            ),
            models.Index(
                fields=["valid_to"],
                name="mandates_to_end",
                condition=Q(state__in=["UNCHECKED", "ACTIVE"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principal_name} – {self.representative_name}"

    def holds(self, on: date) -> bool:
        """Tell whether one may act under it on a day."""
        begun = self.valid_from <= on and (self.valid_to is None or on < self.valid_to)
        return begun and self.state in ALIVE

    def covers(self, *, procedure_code: str, field: str) -> bool:
        """Tell whether it reaches a procedure as a whole."""
        return {
            Scope.ALL: True,
            Scope.PROCEDURE: self.scope_code == procedure_code,
            Scope.FIELD: self.scope_code == field,
            Scope.DOSSIER: False,
        }[Scope(self.scope)]


class Invitation(models.Model):
    """A part of a draft that another person fills in; his answers stay here until it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft_id = models.UUIDField()
    part = models.TextField()
    form_id = models.UUIDField()
    procedure_code = models.TextField()
    procedure_title = models.TextField()
    inviter = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    inviter_name = models.TextField()
    personal_number = models.TextField(blank=True, default="")
    person = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    person_name = models.TextField(blank=True, default="")
    state = models.TextField(choices=InvitationState.choices, default=InvitationState.OPEN)
    data = models.JSONField(default=dict)
    agreed = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    dossier_code = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft_id", "part"],
                condition=Q(state__in=["OPEN", "TAKEN", "CONFIRMED"]),
                name="one_live_invitation_for_a_part",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "state"], name="parts_of_person"),
            models.Index(
                fields=["dossier_code"],
                name="parts_of_dossier",
                condition=~Q(dossier_code=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.part} {self.state}"
