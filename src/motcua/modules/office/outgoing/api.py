"""The door: what other modules may use."""

from .errors import DocumentNotFound, KindUnknown, SecretRefused
from .events import OutgoingIssued, OutgoingRecalled, OutgoingReplaced
from .permissions import DRAFT, ISSUE, VIEW, VIEW_AUTHORITY
from .queries import answers_to, find_issued, issued_documents, kind_names
from .queries.finding import KIND as FOUND_AS
from .queries.papers import TEMPLATE as PAPER
from .rules import signer_lines
from .types import DocumentInfo, State, Urgency
from .use_cases import begin_draft
from .use_cases.forgetting import forget_words

__all__ = [
    "DRAFT",
    "FOUND_AS",
    "ISSUE",
    "PAPER",
    "VIEW",
    "VIEW_AUTHORITY",
    "DocumentInfo",
    "DocumentNotFound",
    "KindUnknown",
    "OutgoingIssued",
    "OutgoingRecalled",
    "OutgoingReplaced",
    "SecretRefused",
    "State",
    "Urgency",
    "answers_to",
    "begin_draft",
    "find_issued",
    "forget_words",
    "issued_documents",
    "kind_names",
    "signer_lines",
]
