"""What a bundle shows on the page of its dossier, and that its result waits for all parts."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.modules.public_services.dossiers import api as dossiers

from .parts import find_bundle, holds_back, list_kinds


class BundlePanel(dossiers.CasePanel):
    """The parts that other agencies do, before an official."""

    def panels(
        self,
        *,
        actor: Actor,  # noqa: ARG002 - whoever sees the dossier sees its parts
        submission_id: UUID,  # noqa: ARG002 - a bundle is named by the code
        code: str,
        at: datetime,  # noqa: ARG002 - states stand as they are
    ) -> Iterable[dossiers.Panel]:
        """Return the parts of a bundle; one query for any other dossier."""
        bundle = find_bundle(code)
        if bundle is None:
            return ()
        return (
            dossiers.Panel(
                anchor="bundle",
                title=_("Parts of other agencies"),
                template="bundles/panel.html",
                context={"bundle": bundle},
                order=20,
                count=len(bundle.parts),
            ),
        )


class JoinedErrands(dossiers.Bundled):
    """The procedures that are one door to several agencies."""

    procedure_codes = frozenset(kind.procedure_code for kind in list_kinds())

    def holds_back(self, dossier_code: str) -> bool:
        """Tell whether a part is still open."""
        return holds_back(dossier_code)

    def href(self, dossier_code: str) -> str:
        """Return the page of all parts."""
        return reverse("bundles:bundle", args=[dossier_code])
