"""Every way to change something about files and the archive."""

from .closing import close_file, keep_longer, reopen_file, set_hold
from .destructions import (
    begin_destruction,
    carry_out_destruction,
    decide_destruction,
    propose_destruction,
)
from .files import add_paper, open_file, put_in, put_in_order, take_out
from .loans import ask_for_file, give_back, grant_loan, hand_out, refuse_loan, remind_borrower
from .packages import check_package, make_package, mend_package, remove_package
from .places import add_place, put_into_box, remove_place
from .plans import approve_plan, draw_up_plan, propose_plan, return_plan, save_lines
from .records import note_issued, note_registered, note_taken_back
from .transfers import (
    drop_line,
    list_for_archive,
    offer_files,
    receive_files,
    return_files,
    withdraw_files,
)

__all__ = [
    "add_paper",
    "add_place",
    "approve_plan",
    "ask_for_file",
    "begin_destruction",
    "carry_out_destruction",
    "check_package",
    "close_file",
    "decide_destruction",
    "draw_up_plan",
    "drop_line",
    "give_back",
    "grant_loan",
    "hand_out",
    "keep_longer",
    "list_for_archive",
    "make_package",
    "mend_package",
    "note_issued",
    "note_registered",
    "note_taken_back",
    "offer_files",
    "open_file",
    "propose_destruction",
    "propose_plan",
    "put_in",
    "put_in_order",
    "put_into_box",
    "receive_files",
    "refuse_loan",
    "remind_borrower",
    "remove_package",
    "remove_place",
    "reopen_file",
    "return_files",
    "return_plan",
    "save_lines",
    "set_hold",
    "take_out",
    "withdraw_files",
]
