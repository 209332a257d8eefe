"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

MANAGE = Permission(
    code="self_assessment.manage",
    title=_("Publish an index, open a year, appraise the units"),
    roles=frozenset({"AUTHORITY_LEADER", "SUPERVISOR"}),
    reach=Reach.AUTHORITY,
)
SIGN = Permission(
    code="self_assessment.sign",
    title=_("Sign the sheets of appraised units"),
    roles=frozenset({"AUTHORITY_LEADER"}),
)
ASSESS = Permission(
    code="self_assessment.assess",
    title=_("Score the own unit and add evidence"),
    roles=frozenset({"AUTHORITY_LEADER", "CLERK", "SPECIALIST"}),
    reach=Reach.AUTHORITY,
)
VIEW = Permission(
    code="self_assessment.view",
    title=_("See the assessments of the unit and of the units below"),
    roles=frozenset({"AUTHORITY_LEADER", "CLERK", "SPECIALIST", "UNIT_HEAD", "SUPERVISOR"}),
    reach=Reach.SUBTREE,
)
ALL = (MANAGE, SIGN, ASSESS, VIEW)
