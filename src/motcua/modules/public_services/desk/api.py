"""The door: what other modules may use."""

from .events import CommentWritten
from .use_cases import save_view, write_comment

__all__ = ["CommentWritten", "save_view", "write_comment"]
