from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module
from motcua.kernel.analytics import api as analytics

from . import events, indicators

MODULE = Module(
    title=_("Ratings"),
    urls="motcua.modules.public_services.ratings.web.urls",
    publishes=[events.ServiceRated],
    listens=analytics.listeners(indicators.TALE),
    indicators=[indicators.SATISFACTION],
    provides=[indicators.TALE],
)
