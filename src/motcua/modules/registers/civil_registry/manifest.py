from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavItem

from . import events, permissions, use_cases

MODULE = Module(
    title=_("Civil registry"),
    urls="motcua.modules.registers.civil_registry.web.urls",
    navigation=[
        NavItem(
            title=_("Births"),
            url="civil_registry:births",
            needs=permissions.VIEW,
            order=50,
        )
    ],
    permissions=permissions.ALL,
    publishes=[events.BirthRegistered, events.EntryAnnotated],
    provides=[use_cases.BirthAnswers(), use_cases.JoinedBirthAnswers(), use_cases.BirthResult()],
)
