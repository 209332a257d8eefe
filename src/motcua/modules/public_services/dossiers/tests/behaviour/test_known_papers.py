"""Papers that the administration holds are offered instead of asked for, with consent."""

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.kernel.documents import api as documents
from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.errors import (
    DossierNotFound,
    DraftNotFound,
    PaperNotHeld,
    SubmissionIncomplete,
)
from motcua.modules.public_services.dossiers.models import Consent, DraftPaper
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, LATER, SYSTEM, local
from motcua.modules.public_services.dossiers.types import KnownState, MissingItem
from motcua.modules.public_services.procedures import api as procedures

pytestmark = pytest.mark.django_db
BIRTH = "Bản sao giấy khai sinh"
SINGLE = "Giấy xác nhận tình trạng hôn nhân"


@pytest.fixture(autouse=True)
def _wanted():
    component = {"originals": 1, "copies": 0, "form_code": None, "required": True, "case": None}
    make.make_catalogue(components=[component | {"name": BIRTH}, component | {"name": SINGLE}])


def issue(citizen, office, title="Trích lục khai sinh", *, at=AT, token=None):
    """Register a paper that was issued to the person; return its token."""
    token = token or documents.reserve_token()
    documents.register_paper(
        token=token,
        file_id=make.make_file("trich-luc.png"),
        kind="EXTRACT",
        number="07/2024",
        title=title,
        dossier_code="",
        person_id=citizen.person_id,
        unit_id=office.unit.id,
        actor=SYSTEM,
        at=at,
    )
    return token


def keys():
    version = procedures.get_version(make.CAT, AT.date())
    return {each.name: each.key for each in version.components}


def offers(citizen, at=LATER):
    version = procedures.get_version(make.CAT, AT.date())
    from motcua.modules.public_services.dossiers import rules  # noqa: PLC0415 - a question of this test

    needs = rules.paper_needs(version.components, cases=(), has_form=True)
    found = queries.known_papers(
        person_id=citizen.person_id, procedure_code=make.CAT, needs=needs, at=at
    )
    names = {key: name for name, key in keys().items()}
    return {names[key]: known for key, known in found.items()}


def use(actor, draft_id, token, *, name=BIRTH, at=LATER, source="issued"):
    return use_cases.use_known_paper(
        actor=actor,
        draft_id=draft_id,
        component_key=keys()[name],
        source=source,
        record=token,
        at=at,
    )


def draft_of(office, citizen):
    return make.make_draft(office, citizen, papers=False)


def test_a_paper_issued_here_is_offered_for_its_like_alone(office, citizen):
    token = issue(citizen, office)
    issue(citizen, office, "Giấy phép nuôi mèo")
    issue(make.make_citizen("Người Khác"), office)

    found = offers(citizen)

    assert list(found) == [BIRTH]
    (known,) = found[BIRTH]
    assert (known.record, known.number, known.is_valid) == (token, "07/2024", True)


def test_with_consent_it_stands_for_the_paper_and_says_where_it_is_from(office, citizen):
    token, draft_id = issue(citizen, office), draft_of(office, citizen)

    paper_id = use(citizen, draft_id, token)

    paper = DraftPaper.objects.get(id=paper_id)
    assert paper.source["state"] == "REPLACED_BY_DATA"
    assert (paper.source["record"], paper.source["looked_up_at"]) == (token, LATER.isoformat())
    assert paper.source["sha256"] == documents.get_paper(token=token).sha256
    consent = Consent.objects.get()
    assert (consent.given, consent.person_id, str(consent.id)) == (
        True,
        citizen.person_id,
        paper.source["consent"],
    )
    assert BIRTH in consent.words
    assert use(citizen, draft_id, token) == paper_id  # pressed twice, used once
    assert DraftPaper.objects.count() == 1


def test_what_was_not_wanted_is_recorded_and_uploaded_as_usual(office, citizen):
    token, draft_id = issue(citizen, office), draft_of(office, citizen)
    use(citizen, draft_id, token)

    use_cases.decline_known_paper(
        actor=citizen,
        draft_id=draft_id,
        component_key=keys()[BIRTH],
        source="issued",
        record=token,
        at=LATER,
    )

    assert not DraftPaper.objects.exists()
    assert [each.given for each in Consent.objects.order_by("recorded_at", "id")] == [True, False]
    assert (keys()[BIRTH], "issued", token) in queries.declined(draft_id=draft_id)


def looks(citizen):
    rows = make.rows_of("identity.AccessRecord", person_id=citizen.person_id)
    return list(rows.values_list("viewer_name", "purpose", "subject_code"))


def complete(office, citizen, token):
    draft_id = draft_of(office, citizen)
    use(citizen, draft_id, token)
    use_cases.add_draft_paper(
        actor=citizen,
        draft_id=draft_id,
        component_key=keys()[SINGLE],
        name=SINGLE,
        file_id=make.make_file(actor=citizen),
        at=LATER,
    )
    return draft_id


def test_the_dossier_carries_it_and_the_person_sees_who_used_it(office, citizen):
    draft_id = complete(office, citizen, issue(citizen, office))

    code = use_cases.submit(actor=citizen, draft_id=draft_id, at=LATER).code

    paper = make.get(code).papers.get(component_key=keys()[BIRTH])
    assert paper.source["state"] == "REPLACED_BY_DATA"
    ((viewer, purpose, about),) = looks(citizen)
    assert (viewer, about) == (office.unit.name, code)
    assert "Trích lục khai sinh" in purpose
    line = next(
        line for line in queries.list_paper_lines(of=make.get(code)) if line.need.name == BIRTH
    )
    assert {each.what for each in line.findings.values()} >= {"FROM_RECORDS"}


@pytest.mark.parametrize("end", ["revoked", "replaced"])
def test_a_paper_that_ended_is_refused_with_an_explanation(office, citizen, end):
    token, draft_id = issue(citizen, office), draft_of(office, citizen)
    if end == "revoked":
        documents.revoke_paper(token=token, reason="Ghi sai họ tên", actor=SYSTEM, at=AT)
    else:
        by = issue(citizen, office)
        documents.replace_paper(token=token, by_token=by, reason="Cải chính", actor=SYSTEM, at=AT)

    states = {each.record: each.state for each in offers(citizen)[BIRTH]}
    assert states[token] == KnownState(end.upper())
    with pytest.raises(PaperNotHeld) as refused:
        use(citizen, draft_id, token)
    assert "04/03/2024" in str(refused.value)
    assert not Consent.objects.exists()


def test_one_that_is_revoked_before_sending_is_named_among_the_faults(office, citizen):
    token = issue(citizen, office)
    draft_id = complete(office, citizen, token)
    documents.revoke_paper(token=token, reason="Ghi sai họ tên", actor=SYSTEM, at=LATER)

    with pytest.raises(SubmissionIncomplete) as refused:
        use_cases.submit(actor=citizen, draft_id=draft_id, at=LATER)

    (fault,) = refused.value.faults
    assert fault.path == f"papers.{keys()[BIRTH]}"
    assert "Ghi sai họ tên" in fault.message


def test_one_that_is_too_old_is_not_used(office, citizen):
    token = issue(citizen, office, SINGLE, at=local("2023-06-01 09:00"))
    draft_id = draft_of(office, citizen)

    (known,) = offers(citizen)[SINGLE]
    assert known.state is KnownState.EXPIRED
    with pytest.raises(PaperNotHeld):
        use(citizen, draft_id, token, name=SINGLE)
    (known,) = offers(citizen, at=local("2023-11-30 09:00"))[SINGLE]
    assert known.is_valid


def test_nobody_uses_the_papers_or_the_draft_of_another(office, citizen):
    other = make.make_citizen("Người Khác")
    token, draft_id = issue(citizen, office), draft_of(office, citizen)

    with pytest.raises(DraftNotFound):
        use(other, draft_id, token)
    with pytest.raises(PaperNotHeld):
        use(other, draft_of(office, other), token)
    for source, record in (("issued", "X"), ("given", "X"), ("given", str(draft_id)), ("?", token)):
        with pytest.raises(PaperNotHeld):
            use(citizen, draft_id, record, source=source)
    with pytest.raises(PaperNotHeld):
        use(citizen, draft_id, token, name=SINGLE)


def test_a_paper_given_with_an_earlier_dossier_is_offered_too(office, citizen):
    draft_id = complete(office, citizen, issue(citizen, office))
    key = keys()[BIRTH]
    use_cases.add_draft_paper(
        actor=citizen,
        draft_id=draft_id,
        component_key=key,
        name=BIRTH,
        file_id=make.make_file(actor=citizen),
        at=LATER,
    )
    code = use_cases.submit(actor=citizen, draft_id=draft_id, at=LATER).code
    assert {each.source for each in offers(citizen)[BIRTH]} == {"issued"}
    use_cases.accept_dossier(actor=office.reception, code=code, at=LATER)

    given = [each for each in offers(citizen)[BIRTH] if each.source == "given"]

    (known,) = given
    assert code in known.issuer
    assert use(citizen, draft_of(office, citizen), known.record, source="given")


def test_at_the_counter_the_officer_is_recorded(office, citizen):
    token = issue(citizen, office)
    draft_id = make.make_draft(office, office.reception, papers=False, person_id=citizen.person_id)

    use(office.reception, draft_id, token)

    assert Consent.objects.get().recorded_by == office.reception.name
    ((viewer, _purpose, _about),) = looks(citizen)
    assert viewer == office.reception.name


def told_of(told, code):
    return [payload for event, payload in told(code) if event == "known_paper_used"]


def test_the_house_is_told_which_held_papers_a_dossier_uses(office, citizen, told):
    token = issue(citizen, office)

    code = use_cases.submit(actor=citizen, draft_id=complete(office, citizen, token), at=LATER).code

    (payload,) = told_of(told, code)
    assert (payload["component"], payload["source"], payload["record"]) == (
        keys()[BIRTH],
        "issued",
        token,
    )


@pytest.fixture
def sent(office, citizen):
    """Return the code of a dossier that was sent online with files of both papers."""
    draft_id = draft_of(office, citizen)
    for name, key in keys().items():
        use_cases.add_draft_paper(
            actor=citizen,
            draft_id=draft_id,
            component_key=key,
            name=name,
            file_id=make.make_file(actor=citizen),
            at=AT,
        )
    return use_cases.submit(actor=citizen, draft_id=draft_id, at=AT).code


def ask(office, code, name=BIRTH):
    item = MissingItem(key=keys()[name], name=name, reason="Bản chụp mờ.")
    use_cases.request_supplement(actor=office.reception, code=code, items=[item], at=LATER)


def test_a_held_paper_answers_a_request_for_supplements(office, citizen, sent, told):
    token = issue(citizen, office)
    ask(office, sent)

    use_cases.answer_supplement(
        actor=citizen, code=sent, papers=[], known=[(keys()[BIRTH], "issued", token)], at=LATER
    )

    submission = make.get(sent)
    paper = submission.papers.get(round=1)
    consent = Consent.objects.get()
    assert submission.state == "WAITING"
    assert (paper.source["record"], paper.source["consent"]) == (token, str(consent.id))
    assert (consent.given, consent.draft_id) == (True, submission.client_key)
    assert [each["record"] for each in told_of(told, sent)] == [token]
    assert [(viewer, about) for viewer, _purpose, about in looks(citizen)] == [
        (office.unit.name, sent)
    ]


def test_a_held_paper_that_ended_does_not_answer_and_nothing_is_lost(office, citizen, sent):
    token = issue(citizen, office)
    ask(office, sent)
    documents.revoke_paper(token=token, reason="Ghi sai họ tên", actor=SYSTEM, at=LATER)

    for record in (token, issue(make.make_citizen("Người Khác"), office)):
        with pytest.raises(PaperNotHeld):
            use_cases.answer_supplement(
                actor=citizen,
                code=sent,
                papers=[],
                known=[(keys()[BIRTH], "issued", record)],
                at=LATER,
            )

    assert make.get(sent).state == "SUPPLEMENT"
    assert not Consent.objects.exists()


def test_the_paper_that_was_found_faulty_is_not_offered_back(office, citizen, sent):
    use_cases.accept_dossier(actor=office.reception, code=sent, at=LATER)
    item = MissingItem(key=keys()[BIRTH], name=BIRTH, reason="Bản chụp mờ.")
    use_cases.request_supplement(actor=office.specialist, code=sent, items=[item], at=LATER)
    faulty = make.get(sent).papers.get(component_key=keys()[BIRTH])

    with pytest.raises(PaperNotHeld):
        use_cases.answer_supplement(
            actor=citizen,
            code=sent,
            papers=[],
            known=[(keys()[BIRTH], "given", str(faulty.id))],
            at=LATER,
        )


def test_reception_uses_one_for_a_dossier_that_was_sent_online(office, citizen, sent, told):
    token, key = issue(citizen, office), keys()[BIRTH]
    check = {"component_key": key, "faults": ["ILLEGIBLE"], "at": LATER}
    use_cases.record_check(actor=office.reception, code=sent, **check)
    use = {"component_key": key, "source": "issued", "record": token, "at": LATER}

    first = use_cases.use_known_paper_in_dossier(actor=office.reception, code=sent, **use)
    again = use_cases.use_known_paper_in_dossier(actor=office.reception, code=sent, **use)

    assert first == again
    assert Consent.objects.get().recorded_by == office.reception.name
    assert not make.get(sent).checks.exists()
    assert len(told_of(told, sent)) == 1
    assert [(viewer, about) for viewer, _purpose, about in looks(citizen)] == [
        (office.reception.name, sent)
    ]
    for stranger in (office.specialist, make.make_office().reception, citizen):
        with pytest.raises((NotPermitted, DossierNotFound)):
            use_cases.use_known_paper_in_dossier(actor=stranger, code=sent, **use)
