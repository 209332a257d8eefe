from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Module, NavItem
from motcua.modules.public_services.dossiers import api as dossiers

from . import demo, events, handlers, permissions, queries

MODULE = Module(
    title=_("Bundles of errands"),
    urls="motcua.modules.public_services.bundles.web.urls",
    navigation=[
        NavItem(
            title=_("Parts from elsewhere"),
            url="bundles:parts",
            needs=permissions.HANDLE,
            order=25,
        ),
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=[
        On(dossiers.DossierAccepted, handlers.begin),
        On(dossiers.ResultSigned, handlers.go_on),
        On(dossiers.DossierWithdrawn, handlers.end_withdrawn),
        On(dossiers.DossierStopped, handlers.end_stopped),
        On(events.PartEnded, handlers.tell_ended),
    ],
    demo=demo.load,
    demo_order=62,
    extra={"played_beside": demo.play_beside},
    provides=[queries.BundlePanel(), queries.JoinedErrands()],
)
