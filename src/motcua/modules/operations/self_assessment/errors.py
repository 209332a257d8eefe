"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class IndexNotFound(NotFound):
    """No index of that id that the actor may see."""

    code = "self_assessment.index_not_found"
    message = _("We cannot find this index, or it is not yours to see.")


class AssessmentNotFound(NotFound):
    """No assessment, or year, of that id that the actor may see."""

    code = "self_assessment.assessment_not_found"
    message = _("We cannot find this assessment, or it is not yours to see.")


class AssessmentElsewhere(Conflict):
    """The assessment is elsewhere on its way."""

    code = "self_assessment.assessment_elsewhere"
    message = _("This cannot be done now: the assessment is “%(state)s”.")


class YearOpenedAlready(Conflict):
    """The year was opened before."""

    code = "self_assessment.year_opened_already"
    message = _("This year was opened already. Open it from the list.")


class ScoresInvalid(Invalid):
    """Scores are missing or wrong."""

    code = "self_assessment.scores_invalid"
    message = _("Some components need more. Mend what is marked.")


class IndexFaulty(Invalid):
    """The workbook has faults; its page names each cell."""

    code = "self_assessment.index_faulty"
    message = _("The workbook has faults. Mend the cells that are named and upload it again.")
