"""Words among officials: who reads them, whom they call, what becomes of them."""

from datetime import timedelta

import pytest

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import NotPermitted
from motcua.modules.public_services.desk import queries, use_cases
from motcua.modules.public_services.desk.errors import (
    CommentEmpty,
    CommentNotFound,
    TooLateToEdit,
)
from motcua.modules.public_services.desk.tests import factories as desk
from motcua.modules.public_services.dossiers.api import DossierNotFound
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import LATER

pytestmark = pytest.mark.django_db


def told(actor):
    while deliver_pending():
        pass
    return make.rows_of("notifications.Message", to_account_id=actor.account_id).count()


def test_colleagues_read_it_and_nobody_else(office, citizen):
    code = make.accepted(office, citizen)
    desk.write(office.specialist, code, "Đã gọi điện.")

    (comment,) = queries.list_comments(actor=office.leader, code=code)

    assert (comment.author, comment.body) == (office.specialist.name, "Đã gọi điện.")
    for stranger in (citizen, make.make_office().leader):
        with pytest.raises(DossierNotFound):
            queries.list_comments(actor=stranger, code=code)


def test_a_citizen_writes_none(office, citizen):
    with pytest.raises(NotPermitted):
        desk.write(citizen, make.accepted(office, citizen))


def test_who_is_named_is_told_by_name_or_post(office):
    code = make.accepted(office)

    desk.write(office.specialist, code, f"Nhờ @{office.leader.name} và @Văn thư xem.")

    assert told(office.leader) == told(office.clerk) == 1
    assert told(office.reception) == 0
    (comment,) = queries.list_comments(actor=office.head, code=code)
    assert set(comment.mentioned) == {office.leader.name, office.clerk.name}


def test_who_is_chosen_from_the_list_is_told_too_and_the_author_is_not(office):
    code = make.accepted(office)

    use_cases.write_comment(
        actor=office.specialist,
        code=code,
        body="Xin ý kiến.",
        also={office.posts["AUTHORITY_LEADER"], office.posts["SPECIALIST"]},
        at=LATER,
    )

    assert told(office.leader) == 1
    assert told(office.specialist) == 0


def test_people_of_another_authority_cannot_be_called(office):
    elsewhere = make.make_office()
    code = make.accepted(office)

    desk.write(office.specialist, code, f"@{elsewhere.leader.name} @Chủ tịch")

    assert told(elsewhere.leader) == 0


def test_a_comment_has_words(office):
    code = make.accepted(office)

    for body in ("", "  ", "x" * 4001):
        with pytest.raises(CommentEmpty):
            desk.write(office.specialist, code, body)


def test_it_is_changed_and_taken_back_and_the_old_words_are_kept(office):
    code = make.accepted(office)
    comment_id = desk.write(office.specialist, code, "Lần một.")
    soon = LATER + timedelta(minutes=5)

    use_cases.change_comment(
        actor=office.specialist, comment_id=comment_id, body="Lần hai.", at=soon
    )
    (comment,) = queries.list_comments(actor=office.leader, code=code)
    assert (comment.body, comment.edited_at) == ("Lần hai.", soon)

    use_cases.take_back_comment(actor=office.specialist, comment_id=comment_id, at=soon)
    (comment,) = queries.list_comments(actor=office.leader, code=code)
    assert (comment.body, comment.deleted_at) == ("", soon)
    assert queries.list_versions(comment_id=comment_id) == ["Lần một.", "Lần hai."]


def test_later_it_stands_and_others_never_change_it(office):
    comment_id = desk.write(office.specialist, make.accepted(office))

    with pytest.raises(TooLateToEdit):
        use_cases.take_back_comment(
            actor=office.specialist, comment_id=comment_id, at=LATER + timedelta(hours=1)
        )
    with pytest.raises(CommentNotFound):
        use_cases.change_comment(actor=office.leader, comment_id=comment_id, body="Khác.", at=LATER)
