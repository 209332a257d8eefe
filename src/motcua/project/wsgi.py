"""The door for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from .front import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
application = Front(get_wsgi_application())
# What was loaded stays for good: looking through it again and again for waste cost each request.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
