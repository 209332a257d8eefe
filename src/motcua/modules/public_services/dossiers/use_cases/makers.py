"""Who makes the result of a procedure: the module that keeps its register, else a letter."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation import modules
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date
from motcua.kernel.numbering import api as numbering

from ..ports import ResultMaker
from ..types import Approval, DossierFacts, DraftField, PaperPlan

TEMPLATE = "modules/public_services/dossiers/data/papers/ket-qua.typ"
GRANTED, NOT_GRANTED = "GRANTED", "NOT_GRANTED"


class LetterMaker(ResultMaker):
    """The result of every procedure that has no register of its own: a letter of the authority."""

    def fields(self, facts: DossierFacts) -> tuple[DraftField, ...]:  # noqa: ARG002 - the same for all
        """Return decision, subject and words of the letter."""
        return (
            DraftField(
                name="decision",
                label=gettext_lazy("Decision"),
                kind="select",
                options=(
                    (GRANTED, gettext_lazy("What was asked for is granted")),
                    (NOT_GRANTED, gettext_lazy("The conditions are not met")),
                ),
            ),
            DraftField(name="subject", label=gettext_lazy("Subject")),
            DraftField(
                name="words",
                label=gettext_lazy("Words of the letter"),
                kind="textarea",
                hint=gettext_lazy("One paragraph a line. The applicant reads this."),
            ),
        )

    def propose(self, facts: DossierFacts) -> Mapping[str, str]:
        """Propose to grant what was asked for."""
        return {
            "decision": GRANTED,
            "subject": facts.result_title,
            "words": (
                f"{facts.unit_name} đã xem xét hồ sơ mã số {facts.code} của ông/bà "
                f"{facts.person_name} về việc “{facts.procedure_title}”.\n"
                "Hồ sơ đủ điều kiện giải quyết theo quy định của pháp luật."
            ),
        }

    def check(self, facts: DossierFacts, draft: Mapping[str, str]) -> tuple[Fault, ...]:
        """Ask for every field."""
        return tuple(
            Fault(field.name, _("Fill in: %(field)s.") % {"field": field.label})
            for field in self.fields(facts)
            if not self.text(draft.get(field.name))
        )

    def approve(
        self,
        *,
        actor: Actor,  # noqa: ARG002 - who signs stands in the approval
        facts: DossierFacts,
        draft: Mapping[str, str],
        approval: Approval,
    ) -> PaperPlan:
        """Take a number from the authority's book of results."""
        year = str(local_date(approval.at).year)
        book = f"result:{facts.unit_code}"
        number = numbering.take(book=book, period=year, at=approval.at)
        return self._plan(facts, draft, number=f"{number}/KQ-UBND", signer=approval)

    def preview(
        self, *, facts: DossierFacts, draft: Mapping[str, str], at: datetime
    ) -> PaperPlan | None:
        """Show the letter with dots for number and name."""
        signer = Approval(signer_name="", signer_title="", authority_line="", on_behalf="", at=at)
        return self._plan(facts, draft, number="", signer=signer)

    def _plan(
        self, facts: DossierFacts, draft: Mapping[str, str], *, number: str, signer: Approval
    ) -> PaperPlan:
        subject = self.text(draft.get("subject")) or facts.result_title
        words = self.text(draft.get("words"))
        data: dict[str, Any] = {
            "kind": "",
            "subject": subject,
            "recipient": f"Ông/bà {facts.person_name}",
            "basis": [],
            "paragraphs": [line.strip() for line in words.splitlines() if line.strip()],
            "facts": [],
            "copies": ["Như trên", "Lưu: VT"],
            "signer": {
                "authority": signer.authority_line,
                "title": signer.signer_title,
                "name": signer.signer_name,
                "on_behalf": signer.on_behalf,
            },
        }
        return PaperPlan(
            kind="RESULT_LETTER", title=subject, number=number, template=TEMPLATE, data=data
        )


LETTER = LetterMaker()


def maker_for(procedure_code: str) -> ResultMaker:
    """Return the maker of a procedure's results."""
    makers: tuple[ResultMaker, ...] = modules.provided(ResultMaker)
    for maker in makers:
        if procedure_code in maker.procedure_codes:
            return maker
    return LETTER
