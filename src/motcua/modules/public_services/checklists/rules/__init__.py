"""What is asked of which paper, and how a page is looked at."""

from .kinds import check_list_of, good_until, kind_of, may_stand_for
from .pages import blank_pages, look_at_picture, pages_of

__all__ = [
    "blank_pages",
    "check_list_of",
    "good_until",
    "kind_of",
    "look_at_picture",
    "may_stand_for",
    "pages_of",
]
