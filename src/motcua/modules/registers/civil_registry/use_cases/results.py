"""What birth registration adds to a dossier: answers known, the entry, the extract."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.dossiers import api as dossiers

from .. import rules
from ..types import BirthFacts, ParentFacts
from .registering import register_birth

ALONE, JOINED = "1.001193", "2.002621"  # joined with residence and health insurance (ND 63/2024)
CODES = frozenset({ALONE, JOINED})
TEMPLATE = "modules/registers/civil_registry/data/papers/trich-luc-khai-sinh.typ"
PERSONAL_NUMBER_DIGITS = 12
FEMALE = "Nữ"


class BirthAnswers(dossiers.KnownAnswers):
    """A parent who declares a birth is asked neither for himself nor for his spouse again."""

    procedure_codes = frozenset({ALONE})

    def answers(self, person_id: UUID) -> Mapping[str, Any]:
        """Return the parents, as far as they are known, and the usual case."""
        return {**_parents(person_id), "truong_hop": "Thông thường"}


class JoinedBirthAnswers(dossiers.KnownAnswers):
    """The same on the joined form, which does not ask for the case."""

    procedure_codes = frozenset({JOINED})

    def answers(self, person_id: UUID) -> Mapping[str, Any]:
        """Return the parents, as far as they are known."""
        return _parents(person_id)


def _parents(person_id: UUID) -> dict[str, Any]:
    person = identity.get_person(person_id)
    is_mother = person.gender in {"FEMALE", FEMALE}
    known: dict[str, Any] = {
        "quan_he": "Mẹ" if is_mother else "Cha",
        ("me" if is_mother else "cha"): _parent(person),
    }
    if person.spouse_id is not None:
        spouse = identity.get_person(person.spouse_id)
        known["cha" if is_mother else "me"] = _parent(spouse)
    return known


def _parent(person: identity.PersonInfo) -> dict[str, Any]:
    answers = {
        "ho_ten": person.full_name,
        "ngay_sinh": person.birth_date.isoformat() if person.birth_date else "",
        "dan_toc": person.ethnicity,
        "quoc_tich": person.nationality,
        "noi_cu_tru": dict(person.address),
        "so_dinh_danh": person.personal_number or "",
    }
    return {key: value for key, value in answers.items() if value}


class BirthResult(dossiers.ResultMaker):
    """The entry in the register of births and the signed extract from it."""

    procedure_codes = CODES

    def fields(self, facts: dossiers.DossierFacts) -> tuple[dossiers.DraftField, ...]:  # noqa: ARG002 - the same for all
        """Ask for what the declaration cannot tell."""
        return (
            dossiers.DraftField(
                name="personal_number",
                label=gettext_lazy("Personal number of the child"),
                required=False,
                hint=gettext_lazy(
                    "Twelve digits, from the population database. Leave it empty if the answer "
                    "has not come yet."
                ),
            ),
            dossiers.DraftField(
                name="verified",
                label=gettext_lazy("What was compared"),
                kind="textarea",
                hint=gettext_lazy("The papers you compared with the declaration, and the outcome."),
            ),
        )

    def propose(self, facts: dossiers.DossierFacts) -> Mapping[str, str]:
        """Propose the usual words."""
        number = str((facts.data.get("giay_chung_sinh") or {}).get("so", ""))
        proof = f"Giấy chứng sinh số {number}" if number else "Giấy chứng sinh"
        return {"personal_number": "", "verified": f"{proof} khớp với tờ khai."}

    def check(self, facts: dossiers.DossierFacts, draft: Mapping[str, str]) -> tuple[Fault, ...]:
        """Ask for the comparison, and for twelve digits if there are any."""
        found = []
        number = self.text(draft.get("personal_number"))
        if number and not (number.isdecimal() and len(number) == PERSONAL_NUMBER_DIGITS):
            found.append(Fault("personal_number", _("A personal number has twelve digits.")))
        if not self.text(draft.get("verified")):
            found.append(Fault("verified", _("Write which papers you compared.")))
        born_on = rules.facts_of(facts.data).born_on
        if born_on > local_date(facts.accepted_at):
            found.append(Fault("verified", _("The declared date of birth lies ahead.")))
        return tuple(found)

    def approve(
        self,
        *,
        actor: Actor,
        facts: dossiers.DossierFacts,
        draft: Mapping[str, str],
        approval: dossiers.Approval,
    ) -> dossiers.PaperPlan:
        """Enter the birth into the book; the extract carries the entry's number."""
        birth = rules.facts_of(facts.data)
        entry = register_birth(
            actor=actor,
            unit_id=facts.unit_id,
            unit_code=facts.unit_code,
            dossier_code=facts.code,
            facts=birth,
            officer=facts.handled_by,
            signer_title=approval.signer_title,
            at=approval.at,
        )
        signer = {
            "authority": approval.authority_line,
            "title": approval.signer_title,
            "name": approval.signer_name,
            "on_behalf": approval.on_behalf,
        }
        return _plan(facts, birth, draft, number=entry.place.shown, signer=signer, at=approval.at)

    def preview(
        self, *, facts: dossiers.DossierFacts, draft: Mapping[str, str], at: datetime
    ) -> dossiers.PaperPlan:
        """Show the extract with dots for number and name."""
        blank = {"authority": "", "title": "", "name": "", "on_behalf": ""}
        birth = rules.facts_of(facts.data)
        return _plan(facts, birth, draft, number="", signer=blank, at=at)


def _plan(
    facts: dossiers.DossierFacts,
    birth: BirthFacts,
    draft: Mapping[str, str],
    *,
    number: str,
    signer: Mapping[str, str],
    at: datetime,
) -> dossiers.PaperPlan:
    data: dict[str, Any] = {
        "child": {
            "name": birth.full_name,
            "birth_date": birth.born_on,
            "birth_words": rules.date_in_words(birth.born_on),
            "gender": birth.gender.value,
            "ethnicity": birth.ethnicity,
            "nationality": birth.nationality,
            "birth_place": birth.birth_place,
            "home_town": birth.native_place,
            "personal_number": dossiers.ResultMaker.text(draft.get("personal_number")),
        },
        "mother": _parent_lines(birth.mother),
        "father": _parent_lines(birth.father),
        "registered_at": facts.unit_name,
        "entry_number": number,
        "registered_on": local_date(at),
        "annotations": [],
        "signer": dict(signer),
    }
    return dossiers.PaperPlan(
        kind="BIRTH_EXTRACT",
        title="Trích lục khai sinh",  # anybody who holds the paper sees it: no name
        number=f"{number}/TLKS" if number else "",
        template=TEMPLATE,
        data=data,
    )


def _parent_lines(parent: ParentFacts | None) -> dict[str, str] | None:
    if parent is None:
        return None
    return {
        "name": parent.full_name,
        "birth_year": parent.born[:4],
        "ethnicity": parent.ethnicity,
        "nationality": parent.nationality,
        "residence": parent.residence,
    }
