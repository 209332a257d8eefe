"""What a bundle shows on the page of its dossier, and that its result waits for all parts."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.modules.public_services.dossiers import api as dossiers

from .. import permissions
from ..types import PartInfo, PartState
from .parts import find_bundle, find_part, holds_back, list_kinds


class BundlePanel(dossiers.CasePanel):
    """The parts that other agencies do, before an official."""

    def panels(
        self,
        *,
        actor: Actor,
        submission_id: UUID,  # noqa: ARG002 - a bundle is named by the code
        code: str,
        at: datetime,  # noqa: ARG002 - states stand as they are
    ) -> Iterable[dossiers.Panel]:
        """Return the parts of a bundle, or the agency's own; two queries for any other dossier."""
        bundle = find_bundle(code)
        if bundle is None:
            part = find_part(code)
            return (_own(part, actor),) if part else ()
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


def _own(part: PartInfo, actor: Actor) -> dossiers.Panel:
    """Return what an agency sees of the whole, and where it records its own result."""
    whole = find_bundle(part.dossier_code)
    assert whole is not None  # noqa: S101 - a part is part of one
    is_open = part.state is PartState.OPEN
    kinds = (each for kind in list_kinds() for each in kind.parts)
    return dossiers.Panel(
        anchor="bundle",
        title=_("Your part of a joined errand"),
        template="bundles/own_part.html",
        context={
            "part": part,
            "whole": whole,
            "result": next((each.result for each in kinds if each.key == part.key), ""),
            "may_settle": is_open and permissions.HANDLE.held_by(actor, unit_id=part.unit_id),
        },
        order=5,
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
