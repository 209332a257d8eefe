"""The door: what other modules may use."""

from .errors import MessageNotFound
from .ports import Channel
from .queries import unread_count
from .types import Outgoing
from .use_cases import send

__all__ = ["Channel", "MessageNotFound", "Outgoing", "send", "unread_count"]
