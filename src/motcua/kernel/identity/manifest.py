from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Module, NavGroup, NavItem
from motcua.kernel.organisation import api as organisation

from . import demo, events, handlers, permissions

MODULE = Module(
    title=_("Identity"),
    urls="motcua.kernel.identity.web.urls",
    navigation=[
        NavItem(
            title=_("Roles and rights"),
            url="identity:rights",
            needs=permissions.MANAGE_RIGHTS,
            group=NavGroup.SETTINGS,
            order=14,
        ),
        NavItem(
            title=_("Officials' accounts"),
            url="identity:accounts",
            needs=permissions.MANAGE_ACCOUNTS,
            group=NavGroup.SETTINGS,
            order=13,
        ),
    ],
    permissions=permissions.ALL,
    publishes=[
        events.PersonRegistered,
        events.PersonCorrected,
        events.PersonsImported,
        events.AccountOpened,
        events.AccountActivated,
        events.AccountDeactivated,
        events.RightGranted,
        events.SignedIn,
        events.SignedOut,
        events.SignInFailed,
    ],
    listens=[
        On(organisation.Appointed, handlers.appointment_changed),
        On(organisation.AppointmentEnded, handlers.appointment_changed),
        On(organisation.Delegated, handlers.delegation_changed),
        On(organisation.DelegationEnded, handlers.delegation_changed),
        On(organisation.UnitCreated, handlers.units_changed),
        On(organisation.UnitSucceeded, handlers.units_changed),
    ],
    provides=demo.PERSONAS,
    demo=demo.load,
    demo_order=30,
    extra={
        "account_navigation": [
            NavItem(title=_("Who saw my data"), url="identity:looks", order=80),
        ],
    },
)
