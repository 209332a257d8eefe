"""What all readings up to a day come to: by it a figure is read, whatever its period."""

from django.db import models


class Tally(models.Model):
    """The readings of a unit and those below it up to the end of a day, added up.

    There is one for each day, or each end of a month where values are due less often, from the
    first reading of a series to the last; :func:`..use_cases.tally_series` alone writes them.

    Attributes:
        is_own: The unit has values itself, and none below it has.
        upper: Sum of a flow since ever; of a stock the values as they stand on the day; of an
            average the sum of the weighted values since ever.
        lower: Readings of a flow since ever; of a stock the units with a value; of an average the
            sum of the weights since ever.
        least_day: The earliest of the days up to which each unit has given its values; the first of
            all days when one has given nothing, None when no unit owes any.
        early_at: When the value of that day was given, if that was before the day was over.
        last_day: The last of those days.
        weight: Of the units that are there on the day.
        whole: The same of the whole series.
    """

    pk = models.CompositePrimaryKey("series_id", "unit_id", "day")
    series_id = models.UUIDField()
    unit_id = models.UUIDField()
    day = models.DateField()
    is_own = models.BooleanField()
    upper = models.BigIntegerField()
    lower = models.BigIntegerField()
    least_day = models.DateField(null=True)
    early_at = models.DateTimeField(null=True)
    last_day = models.DateField(null=True)
    weight = models.BigIntegerField()
    whole = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.series_id} {self.unit_id} {self.day}"
