from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module

from . import demo, events, permissions

MODULE = Module(
    title=_("Procedures"),
    permissions=permissions.ALL,
    publishes=[events.ProcedureVersionPublished, events.CatalogueImported],
    demo=demo.load,
    demo_order=20,
)
