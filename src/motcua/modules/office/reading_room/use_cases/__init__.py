"""Every way to change something in the reading room."""

from .asking import ask_to_read
from .deciding import decide
from .reading import save_copy, show_page

__all__ = ["ask_to_read", "decide", "save_copy", "show_page"]
