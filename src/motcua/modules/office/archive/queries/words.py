"""Words that faults and refusals say."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NO_TITLE = _("Give the file a title that says what it is about.")
NO_CODE = _("Give the file a symbol, such as 05.TCCB.")
NO_SUBJECT = _("Say what the document is about.")
NO_NAME = _("Give it a name, such as Kho A, Giá 1 or Hộp 12.")
DAY_HAS_PASSED = _("the day has passed")
NO_DOCUMENTS = _("Put at least one document into the file before closing it.")
NO_SHEETS = _("Count the sheets of each paper document: the file is kept five years or longer.")
NOT_LONGER = _("Choose a longer period than the one that holds.")
ON_A_LIST = _("on a list that is not finished")

PLAN_FAULTS = {
    "SYMBOL": _("Line %(line)s: write the symbol like 05.TCCB."),
    "TITLE": _("Line %(line)s: the title is missing."),
    "YEARS": _("Line %(line)s: write the period as a number of years, or “Vĩnh viễn”."),
    "TWICE": _("Line %(line)s: another line has the same symbol."),
    "EMPTY": _("The plan has no line yet."),
}
KEEPS = {
    "STATE": pgettext_lazy("file", "it is not closed and kept here"),
    "FOR_EVER": pgettext_lazy("file", "it is kept for ever"),
    "TOO_YOUNG": pgettext_lazy("file", "its period has not run out"),
    "HELD": pgettext_lazy("file", "it is held for a case"),
    "LENT": pgettext_lazy("file", "it is lent"),
}
NOT_DUE = {
    "STATE": pgettext_lazy("hand-over", "it is not closed, or is in that archive already"),
    "SHORT": pgettext_lazy("hand-over", "its period is so short that it stays with its unit"),
    "NOT_FOR_EVER": pgettext_lazy("hand-over", "only what is kept for ever goes there"),
    "OTHER_UNIT": pgettext_lazy("hand-over", "it belongs to another unit"),
}
LOAN_REFUSED = {
    "DESTROYED": pgettext_lazy("loan", "the file was destroyed"),
    "AWAY": pgettext_lazy("loan", "the file is in the historical archive"),
    "OPEN": pgettext_lazy("loan", "the file is not in the archive yet; ask the unit that makes it"),
    "ASKED": pgettext_lazy("loan", "you have asked for it already"),
    "LENT": pgettext_lazy("loan", "somebody else has it on paper until %(day)s"),
    "NO_PAPER": pgettext_lazy("loan", "the file has no paper"),
    "NO_FILES": pgettext_lazy("loan", "the file has nothing electronic"),
}
