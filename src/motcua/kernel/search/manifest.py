from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import EveryWorkingDay, Module

from . import tasks

MODULE = Module(
    title=_("Search"),
    schedule=[EveryWorkingDay(at="04:00", run=tasks.count_pairs)],
)
