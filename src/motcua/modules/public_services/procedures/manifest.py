from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module

from . import demo, events, permissions, search

MODULE = Module(
    title=_("Procedures"),
    permissions=permissions.ALL,
    publishes=[events.ProcedureVersionPublished, events.CatalogueImported],
    search=[search.PROCEDURES],
    demo=demo.load,
    demo_order=20,
)
