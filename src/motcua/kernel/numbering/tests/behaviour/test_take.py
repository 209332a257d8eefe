"""Numbers have no gaps and no twins."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from motcua.kernel.numbering import api as numbering

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 5, 2, tzinfo=UTC)


def take(book="dossier:H24.12", period="240305"):
    return numbering.take(book=book, period=period, at=AT)


def test_a_book_begins_with_one_and_counts_on():
    assert [take(), take(), take()] == [1, 2, 3]


def test_each_book_and_each_period_counts_by_itself():
    take()

    assert take(period="240306") == 1
    assert take(book="dossier:H24.13") == 1
    assert take() == 2


def test_a_number_is_taken_in_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        take()


def test_a_number_comes_back_when_the_transaction_is_undone():
    take()
    with transaction.atomic():
        take()
        transaction.set_rollback(True)

    assert take() == 2


def test_peeking_takes_nothing():
    assert numbering.peek(book="b", period="2024") == 0
    take(book="b", period="2024")

    assert numbering.peek(book="b", period="2024") == 1
    assert take(book="b", period="2024") == 2


def test_books_are_listed_by_name():
    for book in ("form01:H24", "dossier:H24", "dossier:H25"):
        take(book=book)

    listed = [book.book for book in numbering.list_books(prefix="dossier:")]

    assert listed == ["dossier:H24", "dossier:H25"]
