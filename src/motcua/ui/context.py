"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the values that ``ui/page.html`` reads."""
    return {"actor": getattr(request, "actor", None), "demo": settings.DEMO}
