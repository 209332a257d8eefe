"""Persons, accounts, rights, and who looked at whose data."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from .types import Gender, GrantReach, LookAction


class Person(models.Model):
    """A human being whom the administration knows.

    ``personal_number`` has exactly twelve digits and may begin with zeros. ``sort_key`` puts lists
    into the order of Vietnamese names, ``folded_name`` finds them without diacritics; both follow
    from ``full_name`` and are written by the use cases.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    personal_number = models.TextField(null=True, blank=True, unique=True)
    full_name = models.TextField()
    sort_key = models.BinaryField()
    folded_name = models.TextField()
    birth_date = models.DateField(null=True, blank=True)
    gender = models.TextField(choices=Gender, blank=True, default="")
    phone = models.TextField(blank=True, default="")
    email = models.TextField(blank=True, default="")
    address = models.JSONField(blank=True, default=dict)
    ethnicity = models.TextField(blank=True, default="")
    nationality = models.TextField(blank=True, default="")
    spouse = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(personal_number__regex=r"^\d{12}$"),
                name="identity_personal_number_has_twelve_digits",
            ),
            models.CheckConstraint(condition=~Q(full_name=""), name="identity_person_has_a_name"),
        ]
        indexes = [
            GinIndex(
                fields=["folded_name"], name="identity_person_folded", opclasses=["gin_trgm_ops"]
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class LegalEntity(models.Model):
    """A business or an organisation that deals with the administration."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tax_code = models.TextField(unique=True)
    name = models.TextField()
    representative = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tax_code__regex=r"^\d{10}(-?\d{3})?$|^\d{12}$"),
                name="identity_tax_code_has_its_shape",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts; they are made by the use cases."""


class Account(AbstractBaseUser):
    """A way in, for a citizen or for an official.

    One person may have one of each kind, and they stay apart. ``rights_version`` grows whenever
    the rights that follow from posts, delegations and grants may have changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.TextField(unique=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts"
    )
    is_official = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    rights_version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "username"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "is_official"], name="identity_one_account_of_each_kind"
            ),
            models.CheckConstraint(condition=~Q(username=""), name="identity_account_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.username


class RoleGrant(models.Model):
    """An administrator's decision about a role's right, in place of the default."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    role = models.TextField()
    permission_code = models.TextField()
    reach = models.TextField(choices=GrantReach)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role", "permission_code"],
                name="identity_one_grant_per_role_and_permission",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.permission_code} {self.reach}"


class SignInThrottle(models.Model):
    """How often signing in failed for one name or one address since ``since``."""

    key = models.TextField(primary_key=True)
    failures = models.PositiveIntegerField()
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} {self.failures}"


class AccessRecord(models.Model):
    """One look at one person's data: written once and never altered.

    Partitioned by ``at``. The viewer's name is a copy: it is what the person reads years later.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    person_id = models.UUIDField()
    account_id = models.UUIDField(null=True)
    viewer_name = models.TextField()
    unit_id = models.UUIDField(null=True)
    action = models.TextField(choices=LookAction, default=LookAction.VIEW)
    purpose = models.TextField()
    subject_code = models.TextField(blank=True, default="")

    class Meta:
        db_table = "identity_access_record"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.viewer_name}: {self.purpose}"
