from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Every, Module, NavGroup, NavItem

from . import permissions, tasks

MODULE = Module(
    title=_("Audit trail"),
    urls="motcua.kernel.audit.web.urls",
    navigation=[
        NavItem(
            title=_("Audit trail"),
            url="audit:events",
            needs=permissions.VIEW,
            group=NavGroup.SETTINGS,
            order=19,
        ),
    ],
    permissions=permissions.ALL,
    schedule=[Every(seconds=5, run=tasks.seal), Every(seconds=600, run=tasks.seal_latecomers)],
)
