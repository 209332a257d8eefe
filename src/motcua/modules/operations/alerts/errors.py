"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class AlertNotFound(NotFound):
    """No alert of that id that the actor may see."""

    code = "alerts.alert_not_found"
    message = _("We cannot find this alert, or it is not yours to see.")


class AlertElsewhere(Conflict):
    """Somebody was quicker."""

    code = "alerts.alert_elsewhere"
    message = _("This cannot be done now: the alert is “%(state)s”.")


class NoteMissing(Invalid):
    """An alert is closed with words."""

    code = "alerts.note_missing"
    message = _("Write what was found and done: it stays with the alert.")


class RuleNotFound(NotFound):
    """No rule of that id that the actor may change."""

    code = "alerts.rule_not_found"
    message = _("We cannot find this rule, or it is not yours to change.")


class RuleInvalid(Invalid):
    """A rule lacks something; all of it is named."""

    code = "alerts.rule_invalid"
    message = _("The rule needs more. Fill in what is marked.")


class PlanInvalid(Invalid):
    """A duty names a post that is not of the unit."""

    code = "alerts.plan_invalid"
    message = _("Somebody in the plan does not work in this unit any more. Choose again.")
