from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module

from . import events, permissions

MODULE = Module(
    title=_("Identity"),
    permissions=permissions.ALL,
    publishes=[
        events.PersonRegistered,
        events.PersonCorrected,
        events.AccountOpened,
        events.AccountActivated,
        events.AccountDeactivated,
        events.RightGranted,
        events.SignedIn,
        events.SignedOut,
        events.SignInFailed,
    ],
)
