"""Every way to ask about people at work."""

from .comments import get_own_comment, list_comments, list_versions
from .people import list_colleagues
from .twins import list_open_twins, twin_of
from .views import get_own_view, list_views

__all__ = [
    "get_own_comment",
    "get_own_view",
    "list_colleagues",
    "list_comments",
    "list_open_twins",
    "list_versions",
    "list_views",
    "twin_of",
]
