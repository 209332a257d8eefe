"""From facts about a signature to a verdict and its words."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..types import Modification, Outcome, Revocation

RANK = {Outcome.PASSED: 0, Outcome.INDETERMINATE: 1, Outcome.FAILED: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was found about one signature.

    Attributes:
        has_time: A timestamp that can be relied on proves when it existed.
        problem: What is wrong with the chain, in the words of EN 319 102-1, or empty.
        fit: The certificate may sign documents.
    """

    intact: bool
    valid: bool
    trusted: bool
    modification: Modification
    revocation: Revocation
    has_time: bool
    problem: str
    fit: bool = True


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of a file whose signatures have these."""
    return max(outcomes, key=RANK.__getitem__)


def decide(facts: Facts) -> tuple[Outcome, str]:
    """Return the outcome and the sub-indication of EN 319 102-1.

    A certificate that was revoked before the proven instant of signing breaks the signature;
    revoked without such an instant, nobody can tell which came first. Where the status cannot be
    established the result is not determined, never valid.

    Law:
        ND 23/2025, art. 16
    """
    revoked = facts.revocation is Revocation.REVOKED
    failures = {
        "HASH_FAILURE": not facts.intact,
        "SIG_CRYPTO_FAILURE": not facts.valid,
        "FORMAT_FAILURE": facts.modification is Modification.CHANGED,
        "REVOKED": revoked and facts.has_time,
    }
    for indication, happened in failures.items():
        if happened:
            return Outcome.FAILED, indication
    if revoked:
        return Outcome.INDETERMINATE, "REVOKED_NO_POE"
    if not facts.fit:
        return Outcome.INDETERMINATE, "CHAIN_CONSTRAINTS_FAILURE"
    if not facts.trusted:
        return Outcome.INDETERMINATE, facts.problem or "NO_CERTIFICATE_CHAIN_FOUND"
    return Outcome.PASSED, ""


def answers(facts: Facts) -> dict[str, Outcome]:
    """Return what a recipient must check, with the answers.

    Law:
        ND 23/2025, art. 16
    """
    unchanged = facts.intact and facts.modification is not Modification.CHANGED
    return {
        "unchanged": _answer(unchanged),
        "key": _answer(facts.intact and facts.valid),
        "chain": Outcome.PASSED if facts.trusted else _chain_problem(facts),
        "status": {
            Revocation.GOOD: Outcome.PASSED,
            Revocation.REVOKED: Outcome.FAILED if facts.has_time else Outcome.INDETERMINATE,
            Revocation.UNKNOWN: Outcome.INDETERMINATE,
        }[facts.revocation],
        "time": Outcome.PASSED if facts.has_time else Outcome.INDETERMINATE,
    }


def _answer(good: bool) -> Outcome:  # noqa: FBT001 - one truth in, one outcome out
    return Outcome.PASSED if good else Outcome.FAILED


def _chain_problem(facts: Facts) -> Outcome:
    # A revoked certificate's chain is known all the same.
    return Outcome.PASSED if facts.revocation is Revocation.REVOKED else Outcome.INDETERMINATE
