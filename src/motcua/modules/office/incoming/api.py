"""The door: what other modules may use."""

from .errors import AnswerNotIssued, DocumentNotFound
from .events import (
    IncomingClosed,
    IncomingRegistered,
    IncomingRouted,
    IncomingTakenBack,
)
from .permissions import HANDLE, RECEIVE, ROUTE, VIEW, VIEW_AUTHORITY
from .queries import documents, find_registered, routing_post
from .queries.attached import attached_files
from .queries.finding import KIND as FOUND_AS
from .types import IncomingInfo, State, Urgency
from .use_cases import mark_answered

__all__ = [
    "FOUND_AS",
    "HANDLE",
    "RECEIVE",
    "ROUTE",
    "VIEW",
    "VIEW_AUTHORITY",
    "AnswerNotIssued",
    "DocumentNotFound",
    "IncomingClosed",
    "IncomingInfo",
    "IncomingRegistered",
    "IncomingRouted",
    "IncomingTakenBack",
    "State",
    "Urgency",
    "attached_files",
    "documents",
    "find_registered",
    "mark_answered",
    "routing_post",
]
