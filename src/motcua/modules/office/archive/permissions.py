"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

FILE = Permission(
    code="archive.file",
    title=_("Make files of the unit, put documents into them, borrow from the archive"),
    roles=frozenset({"SPECIALIST", "UNIT_HEAD", "RECEPTION"}),
)
PLAN = Permission(
    code="archive.plan",
    title=_("Draw up the record plan and see that documents are filed"),
    roles=frozenset({"CLERK", "ARCHIVIST"}),
    reach=Reach.AUTHORITY,
)
KEEP = Permission(
    code="archive.keep",
    title=_("Keep the archive: take over files, stores, loans, packages, destruction"),
    roles=frozenset({"CLERK", "ARCHIVIST"}),
    reach=Reach.AUTHORITY,
)
DECIDE = Permission(
    code="archive.decide",
    title=_("Approve the record plan and decide what may be destroyed"),
    roles=frozenset({"AUTHORITY_LEADER"}),
    reach=Reach.AUTHORITY,
)
OVERSEE = (PLAN, KEEP, DECIDE)
ANY = (FILE, *OVERSEE)
ALL = ANY
