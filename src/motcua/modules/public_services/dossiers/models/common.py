"""What columns hold where nothing was said."""

from django.db import models
from django.db.models import Value

NOTHING = Value({}, output_field=models.JSONField())
NO_LIST = Value([], output_field=models.JSONField())
