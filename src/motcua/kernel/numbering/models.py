"""What the database remembers of number books."""

from django.db import models

from motcua.foundation.ids import uuid7


class Book(models.Model):
    """The last number that was taken from a book in a period."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    book = models.TextField()
    period = models.TextField()
    last = models.BigIntegerField()
    opened_at = models.DateTimeField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "period"], name="one_book_of_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.period}: {self.last}"
