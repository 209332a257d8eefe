from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Every, Module, NavItem

from . import permissions, tasks

MODULE = Module(
    title=_("Audit trail"),
    urls="motcua.kernel.audit.web.urls",
    navigation=[
        NavItem(title=_("Audit trail"), url="audit:events", needs=permissions.VIEW, order=920),
    ],
    permissions=permissions.ALL,
    schedule=[Every(seconds=5, run=tasks.seal), Every(seconds=600, run=tasks.seal_latecomers)],
)
