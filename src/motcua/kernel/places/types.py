"""Kinds of administrative areas, and the value that neighbours see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AreaKind(models.TextChoices):
    """What an area is; its name carries the exact word (quận, huyện, thị xã …)."""

    PROVINCE = "PROVINCE", _("Province or centrally run city")
    DISTRICT = "DISTRICT", _("District")
    WARD = "WARD", pgettext_lazy("place", "Ward")
    COMMUNE = "COMMUNE", _("Commune")
    TOWNSHIP = "TOWNSHIP", _("Township")
    SPECIAL_ZONE = "SPECIAL_ZONE", _("Special zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaInfo:
    """An administrative area as it is known from ``valid_from`` until before ``valid_to``.

    Attributes:
        code: Code of the Statistics Office, text with leading zeros (``"00004"``).
            The same code may mean another area at another time: the key is (code, day).
        source: Where name and code come from, and whether they were read or remembered.
    """

    id: UUID
    code: str
    name: str
    kind: AreaKind
    parent_id: UUID | None
    valid_from: date
    valid_to: date | None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryInfo:
    """How an area lies on the map from ``valid_from`` until before ``valid_to``.

    Attributes:
        shape: A GeoJSON geometry, Polygon or MultiPolygon, longitude before latitude (WGS 84).
        source: Where it comes from, and how exact it is; maps show it.
        licence: Under which it may be shown and passed on.
    """

    area_id: UUID
    area_name: str
    valid_from: date
    valid_to: date | None
    shape: Mapping[str, Any]
    source: str
    licence: str
