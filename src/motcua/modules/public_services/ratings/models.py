"""What the database remembers of ratings."""

from django.db import models

from motcua.foundation.ids import uuid7

from .types import RatingInfo, Stars


class Rating(models.Model):
    """One person's word on one dossier."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier_code = models.TextField(unique=True)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    stars = models.PositiveSmallIntegerField(choices=Stars.choices)
    comment = models.TextField(blank=True, default="")
    first_rated_at = models.DateTimeField()
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stars__gte=1, stars__lte=5), name="ratings_from_one_to_five"
            ),
        ]
        indexes = [models.Index(fields=["unit", "rated_at"], name="ratings_of_unit")]

    def __str__(self) -> str:
        return f"{self.dossier_code}: {self.stars}"

    def to_info(self) -> RatingInfo:
        """Return the rating as a frozen value."""
        return RatingInfo(
            dossier_code=self.dossier_code,
            stars=Stars(self.stars),
            comment=self.comment,
            rated_at=self.rated_at,
        )
