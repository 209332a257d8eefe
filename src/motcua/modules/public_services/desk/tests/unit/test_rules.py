from datetime import timedelta

from motcua.modules.public_services.desk import rules
from motcua.modules.public_services.dossiers.tests.factories import AT

NAMES = ["Lê Thị Hoa", "Lê Thị Hoa Mai", "Văn thư"]


def test_the_longest_name_counts():
    assert rules.called("Nhờ @Lê Thị Hoa Mai xem", NAMES) == ["Lê Thị Hoa Mai"]
    assert rules.called("Nhờ @Lê Thị Hoa, xem", NAMES) == ["Lê Thị Hoa"]


def test_a_name_without_an_at_calls_nobody():
    assert rules.called("Lê Thị Hoa đã xem; hoa@example.vn", NAMES) == []


def test_a_part_of_a_longer_word_is_no_name():
    assert rules.called("@Văn thưx", NAMES) == []


def test_each_is_called_once_whatever_the_case():
    assert rules.called("@văn thư và @Văn Thư", NAMES) == ["Văn thư"]


def test_a_comment_can_be_changed_for_a_quarter_of_an_hour():
    assert rules.may_change(written_at=AT, at=AT + timedelta(minutes=15))
    assert not rules.may_change(written_at=AT, at=AT + timedelta(minutes=16))
