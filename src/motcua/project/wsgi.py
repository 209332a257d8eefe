"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application

from .front import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
application = Front(get_wsgi_application())
