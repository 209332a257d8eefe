"""Persons, accounts and who looked at whose data."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from motcua.foundation.ids import uuid7


class Account(AbstractBaseUser):
    """A way in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.TextField(unique=True)

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username
