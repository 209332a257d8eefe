from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavItem

from . import demo, events, permissions, search

MODULE = Module(
    title=_("Procedures"),
    urls="motcua.modules.public_services.procedures.web.urls",
    navigation=[
        NavItem(
            title=_("Catalogue of procedures"),
            url="procedures:catalogue",
            needs=permissions.MANAGE,
            order=70,
        )
    ],
    permissions=permissions.ALL,
    publishes=[events.ProcedureVersionPublished, events.CatalogueImported],
    search=[search.PROCEDURES],
    extra={
        "public_navigation": [NavItem(title=_("Services"), url="procedures:list", order=10)],
        "search": "procedures:list",
        "suggest": "procedures:suggest",
    },
    demo=demo.load,
    demo_order=20,
)
