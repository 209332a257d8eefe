"""Two dossiers of one matter: found, compared, put together, and never by themselves."""

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.errors import (
    CannotBeMerged,
    DossierNotFound,
    NotTheSameMatter,
    ReasonMissing,
)
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import LATER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def merge(office, keep, end, reason="Nộp hai lần.", actor=None):
    use_cases.merge_dossiers(
        actor=actor or office.reception, keep=keep, end=end, reason=reason, at=LATER
    )


@pytest.fixture
def pair(office, citizen):
    return make.submitted(office, citizen), make.submitted(office, citizen)


def test_a_second_dossier_of_the_same_person_and_procedure_is_found(office, pair):
    first, second = pair
    make.submitted(office, make.make_citizen("Người khác"))

    (twin,) = queries.find_twins(actor=office.reception, code=first)

    assert (twin.code, twin.is_same_person, twin.may_merge) == (second, True, True)


def test_what_another_may_not_see_is_no_twin(office, citizen):
    here, elsewhere = make.submitted(office, citizen), make.make_office()
    make.submitted(elsewhere, citizen)

    assert queries.find_twins(actor=office.reception, code=here) == []


def test_two_parents_who_register_one_child_are_found(office):
    child = {"nguoi_duoc_khai_sinh": {"ho_ten": "Nguyễn Minh Anh", "ngay_sinh": "2024-03-05"}}
    first, second, other = (
        make.submitted(office, make.make_citizen(name)) for name in ("Hà", "Nam", "Lan")
    )
    for code, data in ((first, child), (second, child), (other, {})):
        declared = make.get(code)
        declared.data = {**declared.data, **data}
        declared.save()

    (twin,) = queries.find_twins(actor=office.reception, code=first)

    assert twin.code == second
    assert not twin.is_same_person
    assert twin.subjects == ("Nguyễn Minh Anh",)


def test_a_merger_ends_one_and_carries_its_papers_over(office, pair, told):
    keep, end = pair

    merge(office, keep, end)

    kept, ended = make.get(keep), make.get(end)
    assert (kept.state, ended.state) == ("WAITING", "WITHDRAWN")
    carried = kept.papers.filter(came_from=end)
    assert [paper.file_id for paper in carried] == [p.file_id for p in ended.papers.all()]
    assert ended.papers.exists()  # nothing is taken away
    assert told(keep)[-1][0] == "merged"
    (line,) = queries.mergers_of(submission_id=ended.id)
    assert (line.is_ended, line.other_code, line.papers) == (True, keep, 1)


def test_the_case_of_an_accepted_one_ends_with_it(office, citizen):
    keep, end = make.accepted(office, citizen), make.accepted(office, citizen)
    promised = make.get(keep).dossier.due_at

    merge(office, keep, end)

    assert make.get(end).dossier.case.state == "CLOSED"
    assert make.get(keep).dossier.due_at == promised


def test_one_that_is_decided_is_not_merged_and_it_is_said_why(office, citizen):
    keep, decided = make.accepted(office, citizen), make.approved(office, citizen)

    with pytest.raises(CannotBeMerged, match=decided):
        merge(office, keep, decided)
    (twin,) = queries.find_twins(actor=office.reception, code=keep)
    assert not twin.may_merge


def test_a_merger_needs_a_reason_and_two_dossiers(office, pair):
    keep, end = pair

    with pytest.raises(ReasonMissing):
        merge(office, keep, end, reason=" ")
    with pytest.raises(NotTheSameMatter):
        merge(office, keep, keep)


def test_only_whoever_receives_there_merges(office, pair):
    keep, end = pair

    with pytest.raises(NotPermitted):
        merge(office, keep, end, actor=office.leader)
    with pytest.raises(DossierNotFound):
        merge(office, keep, end, actor=make.make_office().reception)


def test_done_twice_it_is_refused_the_second_time(office, pair):
    keep, end = pair
    merge(office, keep, end)

    with pytest.raises(CannotBeMerged):
        merge(office, keep, end)


def test_the_applicant_is_told_once_where_his_matter_goes_on(office, pair):
    from motcua.foundation.delivery import deliver_pending  # noqa: PLC0415 - Django must be up

    keep, end = pair
    while deliver_pending():
        pass
    before = make.rows_of("notifications.Message").count()

    merge(office, keep, end)
    while deliver_pending():
        pass

    assert make.rows_of("notifications.Message").count() == before + 1
    assert keep in make.rows_of("notifications.Message").latest("created_at").body


def test_what_differs_is_shown_answer_by_answer(office, pair):
    first, second = pair
    other = make.get(second)
    other.data = {**other.data, "noi_dung": "Nội dung khác"}
    other.save()

    changes = queries.compare_dossiers(actor=office.reception, code=first, other_code=second)

    assert all(change.old != change.new for change in changes)
