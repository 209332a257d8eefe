"""What the signatures bring to the house."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Every, EveryWorkingDay, Module, NavGroup, NavItem

from . import events, handlers, permissions, tasks

MODULE = Module(
    title=_("Digital signatures"),
    urls="motcua.kernel.signatures.web.urls",
    navigation=[
        NavItem(
            title=_("Digital signatures"),
            url="signatures:trust",
            needs=permissions.KEEP_TRUST,
            group=NavGroup.SETTINGS,
            order=910,
        )
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=[On(events.CertificateExpiring, handlers.tell_of_expiry)],
    schedule=[
        Every(seconds=60, run=tasks.expire_requests),
        EveryWorkingDay(at="05:30", run=tasks.renew_archive),
        EveryWorkingDay(at="06:30", run=tasks.warn_of_expiry),
    ],
    extra={
        "public_navigation": [
            NavItem(title=_("Is this paper genuine?"), url="signatures:verify", order=40)
        ]
    },
)
