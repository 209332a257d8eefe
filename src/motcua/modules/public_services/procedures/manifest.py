from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavGroup, NavItem

from . import demo, events, permissions, search

MODULE = Module(
    title=_("Procedures"),
    urls="motcua.modules.public_services.procedures.web.urls",
    navigation=[
        NavItem(
            title=_("Catalogue of procedures"),
            url="procedures:catalogue",
            needs=permissions.MANAGE,
            group=NavGroup.SETTINGS,
            order=10,
        ),
        NavItem(
            title=_("Differences of the wards"),
            url="procedures:differences",
            needs=permissions.OVERRIDE,
            group=NavGroup.SETTINGS,
            order=71,
        ),
        NavItem(
            title=_("Shortening of procedures"),
            url="procedures:proposals",
            needs=permissions.PROPOSE,
            group=NavGroup.SETTINGS,
            order=72,
        ),
    ],
    permissions=permissions.ALL,
    publishes=[
        events.ProcedureVersionPublished,
        events.ProcedurePublished,
        events.CatalogueImported,
        events.DraftSaved,
        events.DraftDiscarded,
        events.PlainTextWritten,
        events.OverrideChanged,
        events.ShorteningProposed,
        events.ShorteningDecided,
    ],
    search=[search.PROCEDURES],
    extra={
        "public_navigation": [
            NavItem(title=_("Services"), url="procedures:list", order=10),
            NavItem(title=_("Posting lists"), url="procedures:posting", order=40),
        ],
        "search": "procedures:list",
        "suggest": "procedures:suggest",
    },
    demo=demo.load,
    demo_order=25,
)
