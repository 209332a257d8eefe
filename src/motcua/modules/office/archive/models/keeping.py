"""Where paper lies, and the packages of what is electronic."""

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from ..types import PlaceKind


class Place(models.Model):
    """A store, a shelf in it, or a box on the shelf."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=PlaceKind)
    above = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="below")
    name = models.TextField()
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "above", "name"],
                nulls_distinct=False,
                name="archive_place_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=PlaceKind.STORE, above=None)
                | (~Q(kind=PlaceKind.STORE) & Q(above__isnull=False)),
                name="archive_store_stands_alone",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Package(models.Model):
    """The documents of a file, packed with a manifest of their hashes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.OneToOneField("archive.File", on_delete=models.PROTECT, related_name="package")
    folder = models.TextField()
    made_at = models.DateTimeField()
    manifest_sha256 = models.TextField()
    octets = models.PositiveBigIntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    is_sound = models.BooleanField(default=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["checked_at"], condition=Q(removed_at=None), name="archive_package_check"
            )
        ]

    def __str__(self) -> str:
        return self.folder


class PackageFile(models.Model):
    """A file of a package and the hash that it must have."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="files")
    path = models.TextField()
    sha256 = models.TextField()
    size = models.PositiveBigIntegerField()
    found_sha256 = models.TextField(blank=True, default="")  # what a check found instead
    broken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["package", "path"], name="archive_path_once")
        ]

    def __str__(self) -> str:
        return self.path
