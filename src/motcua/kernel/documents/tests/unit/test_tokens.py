import re

from motcua.kernel.documents.rules import tokens


def test_a_token_cannot_be_guessed_and_is_easy_to_type():
    drawn = {tokens.reserve_token() for _ in range(1000)}

    assert len(drawn) == 1000
    assert all(re.fullmatch("[A-Z2-7]{20}", each) for each in drawn)


def test_blanks_dashes_and_case_do_not_matter():
    assert tokens.clean_token(" k7qm-b2x4 ") == "K7QMB2X4"


def test_a_stranger_reads_initials_only():
    assert tokens.initials("Nguyễn Thị  Ánh") == "N.T.Á."
