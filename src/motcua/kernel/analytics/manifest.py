from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Every, Module

from . import tasks

MODULE = Module(
    title=_("Analytics"),
    schedule=[
        Every(seconds=1, run=tasks.settle),
        Every(seconds=60, run=tasks.count_what_was_before),
    ],
)
