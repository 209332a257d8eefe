"""One dossier of each kind in a ward, made as people make them: what the copies are made of."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import UUID

from django.db import connection
from django.utils import timezone
from PIL import Image

from benchmarks.city import HOUSE
from motcua.foundation.actors import Actor
from motcua.kernel.documents import api as documents
from motcua.kernel.forms.tests import factories as answers
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import queries, rules, use_cases
from motcua.modules.public_services.dossiers.queries.facts import facts_of
from motcua.modules.public_services.dossiers.types import ResultWay
from motcua.modules.public_services.dossiers.use_cases.makers import maker_for
from motcua.modules.public_services.procedures import api as procedures

BIRTH = "1.001193"


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The dossiers that are copied, one of each kind in a ward."""

    draft_id: UUID
    waiting: str
    handling: str
    closed: str


def make_templates(unit: organisation.UnitInfo, citizen: Actor) -> Templates:
    """Make one dossier of each kind in a ward, as people make them."""
    at = timezone.now()
    leader, specialist = _holder(unit, "AUTHORITY_LEADER", at), _holder(unit, "SPECIALIST", at)
    reception = _holder(unit, "RECEPTION", at)
    waiting, handling, closed = (_send(unit, citizen, at) for _each in range(3))
    for code in (handling, closed):
        use_cases.accept_dossier(actor=reception, code=code, at=at)
        _draft(specialist, code, at)
    use_cases.submit_result(actor=specialist, code=closed, at=at)
    use_cases.record_paper_result(actor=leader, code=closed, number="1", title="Khai sinh", at=at)
    _finish(reception, closed, at)
    return Templates(
        draft_id=_fill_in(unit, citizen, at), waiting=waiting, handling=handling, closed=closed
    )


def _finish(reception: Actor, code: str, at: datetime) -> None:
    submission = queries.get_submission(actor=HOUSE, code=code)
    if submission.state == "SIGNING":
        use_cases.issue_result(actor=HOUSE, code=code, at=at)
        submission = queries.get_submission(actor=HOUSE, code=code)
    if submission.state == "FINISHED":
        use_cases.return_result(
            actor=reception,
            code=code,
            receiver=submission.person_name,
            way=ResultWay.DESK,
            at=at,
        )


def _holder(unit: organisation.UnitInfo, role: str, at: datetime) -> Actor:
    """Return who holds the post to which cases of births go."""
    post = organisation.find_post(
        authority_id=unit.id, role=organisation.Role(role), field="Hộ tịch", at=at
    )
    assert post is not None
    [held] = [one for one in organisation.list_posts([post.unit_id], at=at) if one.id == post.id]
    return identity.actor_for(_account_of(held.holder_ids[0]), at)


def _account_of(person_id: UUID) -> UUID:
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from identity_account where person_id = %s and is_official", [person_id]
        )
        account_id: UUID = cursor.fetchone()[0]
    return account_id


def _photo(actor: Actor, at: datetime) -> UUID:
    kept = BytesIO()
    Image.new("RGB", (64, 64), "white").save(kept, "PNG")
    return documents.store(content=kept.getvalue(), filename="giay.png", actor=actor, at=at).id


def _fill_in(unit: organisation.UnitInfo, citizen: Actor, at: datetime) -> UUID:
    draft = use_cases.begin_draft(
        actor=citizen,
        procedure_code=BIRTH,
        unit_id=unit.id,
        data=answers.answers("khai-sinh"),
        at=at,
    )
    version = procedures.get_version_by_id(draft.version_id)
    needs = rules.paper_needs(version.components, cases=(), has_form=True)
    for need in rules.missing_papers(needs, given=()):
        use_cases.add_draft_paper(
            actor=citizen,
            draft_id=draft.id,
            component_key=need.key,
            name=need.name,
            file_id=_photo(citizen, at),
            at=at,
        )
    use_cases.save_draft(actor=citizen, draft_id=draft.id, result_way=ResultWay.DESK, at=at)
    return draft.id


def _send(unit: organisation.UnitInfo, citizen: Actor, at: datetime) -> str:
    return use_cases.submit(actor=citizen, draft_id=_fill_in(unit, citizen, at), at=at).code


def _draft(specialist: Actor, code: str, at: datetime) -> None:
    submission = queries.get_submission(actor=HOUSE, code=code)
    facts = facts_of(submission, submission.dossier)
    proposed = dict(maker_for(BIRTH).propose(facts))
    use_cases.draft_result(actor=specialist, code=code, draft=proposed, at=at)
