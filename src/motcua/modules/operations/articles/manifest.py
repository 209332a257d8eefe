from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavItem

MODULE = Module(
    title=_("Figures of the articles"),
    urls="motcua.modules.operations.articles.web.urls",
    extra={
        "footer_navigation": [NavItem(title=_("Figures of the articles"), url="articles:figures")],
    },
)
