"""Reactions to events: dossiers enter lanes by themselves and leave them when they are done."""

from motcua.foundation import actors
from motcua.foundation.events import Envelope
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.dossiers import api as dossiers

from . import use_cases
from .types import Kind

HOUSE = actors.system("lanes.handlers")


def enter_at_acceptance(event: dossiers.DossierAccepted, envelope: Envelope) -> None:
    """Let an accepted dossier enter the lanes of its day."""
    facts = dossiers.facts_of_dossier(code=event.dossier_code)
    use_cases.enter_lanes(
        actor=HOUSE,
        kinds=(Kind.NO_WAIT, Kind.MODEL_DAY),
        submission_id=event.submission_id,
        case_id=event.case_id,
        dossier_code=event.dossier_code,
        procedure_code=facts.procedure_code,
        procedure_title=facts.procedure_title,
        unit_id=facts.unit_id,
        at=envelope.at,
    )


def enter_for_signature(event: cases.StepDone, envelope: Envelope) -> None:
    """Let a dossier that came up for signature enter express signing."""
    if event.next_seq is None:
        return
    case = cases.get_case(case_id=event.case_id)
    waits = case.step_kind is cases.StepKind.SIGN and case.state is cases.CaseState.OPEN
    if case.kind != "dossier" or not waits or case.step_seq != event.next_seq:
        return
    facts = dossiers.facts_of_dossier(code=case.subject_code)
    use_cases.enter_lanes(
        actor=HOUSE,
        kinds=(Kind.EXPRESS,),
        submission_id=facts.submission_id,
        case_id=case.id,
        dossier_code=case.subject_code,
        procedure_code=facts.procedure_code,
        procedure_title=facts.procedure_title,
        unit_id=facts.unit_id,
        at=envelope.at,
    )


def note_ready(event: dossiers.ResultIssued, envelope: Envelope) -> None:
    """Note that the result lies ready."""
    use_cases.note_finished(
        actor=HOUSE, submission_id=event.submission_id, returned=False, at=envelope.at
    )


def note_returned(event: dossiers.ResultReturned, envelope: Envelope) -> None:
    """Note that the result is with the applicant."""
    use_cases.note_finished(
        actor=HOUSE, submission_id=event.submission_id, returned=True, at=envelope.at
    )
