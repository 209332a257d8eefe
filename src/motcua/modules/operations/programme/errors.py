"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class PlanNotFound(NotFound):
    """No plan of that id that the actor may see."""

    code = "programme.plan_not_found"
    message = _("We cannot find this plan, or it is not yours to see.")


class ItemNotFound(NotFound):
    """No target or task of that id that the actor may see."""

    code = "programme.item_not_found"
    message = _("We cannot find this line of the plan, or it is not yours to see.")


class ModelNotFound(NotFound):
    """No pilot model of that id, or it is not for that ward."""

    code = "programme.model_not_found"
    message = _("We cannot find this pilot model, or it is not for this ward.")


class ImportNotFound(NotFound):
    """No workbook of that id waits for this plan."""

    code = "programme.import_not_found"
    message = _("This workbook was taken in already, or is not yours. Upload it again.")


class ItemElsewhere(Conflict):
    """The line of the plan is elsewhere on its way."""

    code = "programme.item_elsewhere"
    message = _("This cannot be done now: the line of the plan is “%(state)s”.")


class WardElsewhere(Conflict):
    """The ward has not registered, or is elsewhere on its way."""

    code = "programme.ward_elsewhere"
    message = _("This cannot be done now. Open the model again and look how far the ward is.")


class MeasuredByFigure(Conflict):
    """A figure tells whether the target is reached; nobody says it by hand."""

    code = "programme.measured_by_figure"
    message = _("This target is measured by its figure. It turns by itself when it is reached.")


class PlanInvalid(Invalid):
    """What was typed of a plan is incomplete."""

    code = "programme.plan_invalid"
    message = _("The plan needs more. Fill in what is marked.")


class ReportInvalid(Invalid):
    """What was reported is incomplete."""

    code = "programme.report_invalid"
    message = _("The report needs more. Fill in what is marked.")


class WorkbookFaulty(Invalid):
    """A workbook with faults is not taken in; its page names each cell."""

    code = "programme.workbook_faulty"
    message = _("The workbook has faults. Mend the cells that are named and upload it again.")
