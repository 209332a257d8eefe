"""Every way to change something on the desk."""

from .comments import change_comment, take_back_comment, write_comment
from .twins import say_two_matters
from .views import change_view, remove_view, save_view

__all__ = [
    "change_comment",
    "change_view",
    "remove_view",
    "save_view",
    "say_two_matters",
    "take_back_comment",
    "write_comment",
]
