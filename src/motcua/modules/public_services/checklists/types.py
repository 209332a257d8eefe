"""Values of a check list: the questions, what was found, the reasons in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Question(models.TextChoices):
    """What is asked of a paper, in the order in which one looks."""

    PRESENT = "PRESENT", _("All of it is there")
    LEGIBLE = "LEGIBLE", _("It can be read")
    RIGHT_KIND = "RIGHT_KIND", _("It is the right paper")
    RIGHT_PERSON = "RIGHT_PERSON", _("It belongs to the right person")
    IN_DATE = "IN_DATE", _("It is still valid")
    SIGNED = "SIGNED", _("It is signed as it must be")
    OWN_SIGNATURE = "OWN_SIGNATURE", _("It bears the applicant's own digital signature")
    ANSWERS = "ANSWERS", _("The answers are complete and agree with the papers")


OF_PAPERS = tuple(each for each in Question if each is not Question.ANSWERS)


class Verdict(models.TextChoices):
    """How sure the system is of what it found."""

    GOOD = "GOOD", _("seen by the system: in order")
    NOTE = "NOTE", _("the system cannot tell")
    DOUBT = "DOUBT", _("the system has a doubt")
    BAD = "BAD", _("the system found a fault")


_WORDS = {
    "GIVEN": _("Something was added."),
    "MISSING": _("Nothing was added yet."),
    "ON_THE_COUNTER": _("The original lies on the counter."),
    "FROM_RECORDS": _("Taken from our own records; nothing had to be brought."),
    "PICTURE_CLEAR": _("The picture opens and looks sharp."),
    "PICTURE_BLANK": _("The picture shows nothing. Photograph the paper again."),
    "PICTURE_DARK": _("The picture is very dark. Photograph the paper in better light."),
    "PICTURE_BLURRED": _("The picture looks blurred. Hold the phone still and photograph again."),
    "PICTURE_SMALL": _("The picture is very small; letters may not be readable."),
    "PDF_OPENS": _("The PDF opens; pages: %(pages)s."),
    "PDF_BLANK_PAGES": _("Pages that seem to be empty: %(pages)s."),
    "PDF_UNREADABLE": _("The PDF cannot be looked into by the system."),
    "FILE_OPENS": _("The file opens."),
    "SIGNATURE_VALID": _("Digitally signed by %(signer)s; the signature is valid."),
    "SIGNATURE_INVALID": _("The digital signature of %(signer)s is not valid."),
    "SIGNATURE_UNSURE": _("Whether the digital signature of %(signer)s is valid cannot be told."),
    "NOT_SIGNED_DIGITALLY": _("There is no digital signature; look for one by hand."),
    "SIGNED_BY_APPLICANT": _("Validly signed by the applicant with his digital signature."),
    "SIGNED_BY_NAMESAKE": _(
        "Validly signed by %(signer)s; the name is the applicant's, the certificate shows no "
        "personal number to compare."
    ),
    "NOT_SIGNED_BY_APPLICANT": _(
        "The applicant's digital signature is missing. Sign the PDF with it and add it again."
    ),
    "SIGNED_BY_ANOTHER": _("Digitally signed by %(signer)s, not by the applicant."),
    "IN_DATE": _("Issued on %(issued)s; good until %(until)s."),
    "OUT_OF_DATE": _("Issued on %(issued)s; it was good until %(until)s."),
    "AS_DECLARED": _("The answers of the form stand for it."),
}
_GRADES = {Verdict.GOOD: 0, Verdict.NOTE: 1, Verdict.DOUBT: 2, Verdict.BAD: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the system found out about one question."""

    question: Question
    verdict: Verdict
    what: str
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Return it in words for everybody."""
        words = str(_WORDS[self.what])
        return words % self.details if self.details else words

    @property
    def grade(self) -> int:
        return _GRADES[self.verdict]

    def to_json(self) -> dict[str, Any]:
        """Return JSON values that ``from_json`` reads."""
        return {
            "question": self.question.value,
            "verdict": self.verdict.value,
            "what": self.what,
            "details": dict(self.details),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Finding":
        """Return what ``to_json`` wrote."""
        return cls(
            question=Question(value["question"]),
            verdict=Verdict(value["verdict"]),
            what=value["what"],
            details=value["details"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonInfo:
    """A reason of the catalogue: what is wrong, and what to do, as the citizen reads it.

    ``shipped``: it came with the product; an administrator may retire it, not change it.
    """

    code: str
    question: Question
    text: str
    advice: str
    valid_from: date
    valid_to: date | None = None
    shipped: bool = False

    @property
    def words(self) -> str:
        return f"{self.text} {self.advice}".strip()

    def holds_on(self, day: date) -> bool:
        """Tell whether it may be given on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """A kind of paper that the house knows by its names.

    Attributes:
        names: Folded beginnings of the names under which catalogues ask for it.
        months: How long it is good after its issue; None for without end, or not known.
        certainty: How sure ``months`` is: ``law`` or ``unsure``.
        reusable: One issued earlier may stand for one asked for.
    """

    code: str
    names: tuple[str, ...]
    questions: tuple[Question, ...]
    months: int | None = None
    source: str = ""
    certainty: str = "law"
    reusable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckList:
    """What is asked of a paper of a procedure on a day; ``own``: the procedure says so itself."""

    questions: tuple[Question, ...]
    months: int | None = None
    own: bool = False
