"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

VIEW_FIGURES = Permission(
    code="board.view_figures",
    title=_("See the figures of the unit and of the units below"),
    roles=frozenset({"AUTHORITY_LEADER", "SUPERVISOR", "UNIT_HEAD", "CATALOGUE_ADMIN"}),
    reach=Reach.SUBTREE,
)
ARRANGE = Permission(
    code="board.arrange",
    title=_("Arrange the fields of the operations centre"),
    roles=frozenset({"CATALOGUE_ADMIN"}),
)
ALL = (VIEW_FIGURES, ARRANGE)
