from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Every, Module, NavGroup, NavItem

from . import demo, events, permissions, tasks

MODULE = Module(
    title=_("Self-assessment"),
    urls="motcua.modules.operations.self_assessment.web.urls",
    navigation=[
        NavItem(
            title=_("Reform index"),
            url="self_assessment:rounds",
            needs=permissions.VIEW,
            group=NavGroup.FIGURES,
            order=66,
        )
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    schedule=[Every(seconds=5, run=tasks.sign_waiting)],
    demo=demo.load,
    demo_order=88,
)
