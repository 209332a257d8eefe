"""States and values of persons, accounts and looks at data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.foundation.permissions import Reach


class Gender(models.TextChoices):
    """Sex as civil status records it; empty where it is not known."""

    MALE = "MALE", _("Male")
    FEMALE = "FEMALE", _("Female")


class GrantReach(models.TextChoices):
    """How far a role's right goes; NONE takes a right away that the role has by default."""

    NONE = "NONE", pgettext_lazy("reach of a right", "Nowhere")
    UNIT = Reach.UNIT.value, _("Own unit")
    AUTHORITY = Reach.AUTHORITY.value, _("Own authority")
    SUBTREE = Reach.SUBTREE.value, _("Own authority and all below")


class LookAction(models.TextChoices):
    """What was done with a person's data."""

    VIEW = "VIEW", _("Opened")
    SEARCH = "SEARCH", _("Searched")
    PRINT = "PRINT", _("Printed")
    EXPORT = "EXPORT", _("Exported")


class SignInMethod(models.TextChoices):
    """How somebody proved who he is."""

    VNEID = "VNEID", _("VNeID")
    PASSWORD = "PASSWORD", _("Password")
    PASSKEY = "PASSKEY", _("Passkey")
    DEMO = "DEMO", _("Demo card")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInfo:
    """A person as other modules see him.

    ``address`` has the shape of the address fields in the forms:
    ``{"tinh", "huyen", "xa", "chi_tiet", "loai", "quoc_gia"}``, each key optional.
    """

    id: UUID
    personal_number: str | None
    full_name: str
    sort_key: bytes
    folded_name: str
    birth_date: date | None
    gender: str
    phone: str
    email: str
    address: Mapping[str, str] = field(default_factory=dict)
    ethnicity: str = ""
    nationality: str = ""
    spouse_id: UUID | None = None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """A person in a register that is taken over; known by his number, as is his spouse."""

    personal_number: str
    full_name: str
    birth_date: date | None = None
    gender: str = ""
    phone: str = ""
    email: str = ""
    address: Mapping[str, str] = field(default_factory=dict)
    ethnicity: str = ""
    nationality: str = ""
    spouse_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationInfo:
    """An organisation as other modules see it."""

    id: UUID
    tax_code: str
    name: str
    representative_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountInfo:
    """An account as other modules see it."""

    id: UUID
    username: str
    person_id: UUID | None
    is_official: bool
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingPost:
    """A post in which an official acts, held or lent to him; ``request.posts`` has them."""

    post_id: UUID
    unit_id: UUID
    unit_name: str
    role: str
    title: str
    delegated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """A card of the demo city: whom one may enter as."""

    username: str
    title: Any
    text: Any
