"""Every way to change desk surveys."""

from .answering import answer_survey, invite
from .publishing import publish_survey

__all__ = ["answer_survey", "invite", "publish_survey"]
