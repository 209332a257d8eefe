"""Vietnamese first, English second; the clock of Việt Nam on every screen, UTC in the store."""

from django.utils.translation import gettext_lazy as _

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["motcua.ui.formats"]
LANGUAGE_COOKIE_NAME = "language"
