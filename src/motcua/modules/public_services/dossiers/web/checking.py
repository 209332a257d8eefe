"""The check list of a paper as pages show it: the questions, what was found, the reasons."""

from collections.abc import Mapping, Sequence
from typing import Any

from motcua.modules.public_services.checklists import api as checklists

from .. import queries

_LOOKS = {
    checklists.Verdict.GOOD: ("good", "check"),
    checklists.Verdict.NOTE: ("neutral", "info"),
    checklists.Verdict.DOUBT: ("warn", "warning"),
    checklists.Verdict.BAD: ("bad", "cross-circle"),
}
_SUGGESTED = {
    "MISSING": "MISSING",
    "SIGNATURE_INVALID": "SIGNATURE_INVALID",
    "OUT_OF_DATE": "OUT_OF_DATE",
    "NOT_SIGNED_BY_APPLICANT": "OWN_SIGNATURE_MISSING",
    "SIGNED_BY_ANOTHER": "OWN_SIGNATURE_OTHER",
}
Reasons = Mapping[checklists.Question, Sequence[checklists.ReasonInfo]]


def by_question(reasons: Sequence[checklists.ReasonInfo]) -> Reasons:
    """Return the reasons that may be given today, by the question that they answer."""
    return {
        question: [each for each in reasons if each.question is question]
        for question in checklists.Question
    }


def _questions(line: queries.PaperLine) -> list[checklists.Question]:
    extra = [each for each in line.findings if each not in line.asked.questions]
    grave = [each for each in extra if line.findings[each].grade > 1]
    wanted = {*line.asked.questions, *grave}
    return [each for each in checklists.Question if each in wanted]


def found_rows(line: queries.PaperLine) -> list[dict[str, Any]]:
    """Return what the system can tell of a paper, for the person who gives it."""
    rows = []
    for question in _questions(line):
        finding = line.findings.get(question)
        tone, icon = _LOOKS[finding.verdict] if finding else ("neutral", "eye")
        rows.append(
            {
                "label": question.label,
                "words": finding.words if finding else "",
                "tone": tone,
                "icon": icon,
            }
        )
    return rows


def doubt_of(line: queries.PaperLine) -> str:
    """Return the gravest doubt that the system has about what was given; empty if it has none."""
    if not line.files:
        return ""
    grave = [each for each in line.findings.values() if each.grade > 1]
    return max(grave, key=lambda each: each.grade).words if grave else ""


def check_rows(line: queries.PaperLine, reasons: Reasons) -> list[dict[str, Any]]:
    """Return the questions of a paper with what stands there already, for the officer."""
    faults = set(line.check.faults) if line.check else set()
    passed = set(line.check.passed) if line.check else set()
    all_good = line.check is not None and not faults and not passed
    rows = []
    for question in _questions(line):
        finding = line.findings.get(question)
        offered = list(reasons[question])
        chosen = next((each.code for each in offered if each.code in faults), "")
        if line.check is None and finding is not None:
            chosen = _suggestion(finding, offered)
        tone, icon = _LOOKS[finding.verdict] if finding else ("", "")
        rows.append(
            {
                "question": question.value,
                "label": question.label,
                "words": finding.words if finding else "",
                "tone": tone,
                "icon": icon,
                "reasons": [
                    {"code": each.code, "text": each.text, "chosen": each.code == chosen}
                    for each in offered
                ],
                "passed": not chosen and (all_good or question.value in passed),
            }
        )
    return rows


def _suggestion(finding: checklists.Finding, offered: Sequence[checklists.ReasonInfo]) -> str:
    """Return the reason that the system is sure of, so that nobody has to choose it."""
    wanted = _SUGGESTED.get(finding.what, "")
    if finding.verdict is not checklists.Verdict.BAD:
        return ""
    return wanted if wanted in {each.code for each in offered} else ""
