"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class NoSurvey(NotFound):
    """Nobody is asked there now."""

    code = "surveys.no_survey"
    message = _("There is no survey here at the moment. Thank you for wanting to answer.")


class AnsweredAlready(Conflict):
    """This dossier, or this device today, has an answer."""

    code = "surveys.answered_already"
    message = _("Your answer has been counted already. Thank you for it.")


class AnswerIncomplete(Invalid):
    """A question has no answer."""

    code = "surveys.answer_incomplete"
    message = _("Some questions have no answer yet.")


class SurveyInvalid(Invalid):
    """The questions cannot be published like that."""

    code = "surveys.survey_invalid"
    message = _("The survey needs more. Mend what is marked.")
