"""Drafts."""

import pytest

from motcua.foundation.actors import ANONYMOUS
from motcua.foundation.errors import NotPermitted
from motcua.kernel.documents import api as documents
from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.errors import DraftNotFound
from motcua.modules.public_services.dossiers.models import Draft
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, LATER
from motcua.modules.public_services.dossiers.types import ResultWay
from motcua.modules.public_services.procedures import api as procedures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def begin(actor, **options):
    return use_cases.begin_draft(actor=actor, procedure_code=make.CAT, at=AT, **options)


def add(actor, draft_id, file_id, key="p1"):
    return use_cases.add_draft_paper(
        actor=actor, draft_id=draft_id, component_key=key, name="x", file_id=file_id, at=LATER
    )


def test_a_draft_keeps_what_was_typed_and_what_is_not_given_stays(citizen):
    draft = begin(citizen, data={"a": 1})

    use_cases.save_draft(actor=citizen, draft_id=draft.id, data={"a": 2, "b": 3}, at=LATER)
    use_cases.save_draft(
        actor=citizen, draft_id=draft.id, result_way=ResultWay.POST, cases=["x"], at=LATER
    )

    kept = queries.get_draft(actor=citizen, draft_id=draft.id)
    assert kept.data == {"a": 2, "b": 3}
    assert (kept.result_way, kept.cases, kept.updated_at) == (ResultWay.POST, ["x"], LATER)


def test_a_draft_is_its_owners_alone(office, citizen):
    draft, stranger = begin(citizen), make.make_citizen("Vũ Văn Lạ")

    with pytest.raises(DraftNotFound):
        use_cases.save_draft(actor=stranger, draft_id=draft.id, data={}, at=LATER)
    with pytest.raises(DraftNotFound):
        queries.get_draft(actor=office.reception, draft_id=draft.id)
    assert not queries.list_drafts(actor=stranger).exists()
    assert [each.id for each in queries.list_drafts(actor=citizen)] == [draft.id]


def test_whoever_has_not_signed_in_begins_nothing():
    with pytest.raises(NotPermitted):
        begin(ANONYMOUS)


def test_a_procedure_that_does_not_exist_is_not_begun(citizen):
    with pytest.raises(procedures.NoSuchProcedure):
        use_cases.begin_draft(actor=citizen, procedure_code="9.999999", at=AT)


def test_papers_are_added_and_taken_out(citizen):
    draft = begin(citizen)
    paper_id = add(citizen, draft.id, make.make_file())
    assert Draft.objects.get(id=draft.id).papers.count() == 1

    for _twice in range(2):
        use_cases.remove_draft_paper(actor=citizen, draft_id=draft.id, paper_id=paper_id, at=LATER)

    assert Draft.objects.get(id=draft.id).papers.count() == 0


def test_only_an_official_says_that_the_original_lies_on_the_counter(office, citizen):
    mine, at_the_counter = begin(citizen), begin(office.reception, unit_id=office.unit.id)

    with pytest.raises(NotPermitted):
        add(citizen, mine.id, None)
    for _twice in range(2):
        add(office.reception, at_the_counter.id, None)

    assert Draft.objects.get(id=at_the_counter.id).papers.count() == 1


def test_a_draft_holds_only_so_many_files(citizen, settings):
    settings.MOST_FILES_AT_ONCE = 1
    draft = begin(citizen)
    add(citizen, draft.id, make.make_file())

    with pytest.raises(documents.TooManyFiles):
        add(citizen, draft.id, make.make_file())


def test_a_draft_is_thrown_away(citizen):
    draft = begin(citizen)
    add(citizen, draft.id, make.make_file())

    use_cases.discard_draft(actor=citizen, draft_id=draft.id, at=LATER)

    assert not Draft.objects.exists()


def test_a_draft_is_saved_in_few_statements(citizen, django_assert_max_num_queries):
    draft = begin(citizen)

    with django_assert_max_num_queries(3 + 2):  # and the savepoint of the test
        use_cases.save_draft(actor=citizen, draft_id=draft.id, data={"a": 1}, at=LATER)
