"""Who a session belongs to."""

from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend

from motcua.foundation.prepared import Prepared

from ..models import Account

_WITH_PERSON = Prepared(
    lambda **key: Account.objects.select_related("person").filter(**key), id=UUID
)


class HouseBackend(AuthenticationBackend):  # type: ignore[misc] # allauth is not typed
    """Signs in as allauth does; finds the account of a session together with its person."""

    def get_user(self, user_id: UUID) -> Account | None:
        """Return the account, if it may still be used."""
        found: Account | None = _WITH_PERSON.first(id=user_id)
        return found if found is not None and self.user_can_authenticate(found) else None
