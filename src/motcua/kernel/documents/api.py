"""The door: what other modules may use."""

from .errors import (
    FileErased,
    FileMissing,
    FileNotShown,
    FileRefused,
    FileUnknown,
    PageUnreadable,
    PaperNotValid,
    PaperTokenTaken,
    PaperUnknown,
    RecogniserSilent,
    ScannerSilent,
    TooManyFiles,
)
from .events import FileStored, PaperIssued, PaperReplaced, PaperRevoked, TextRead
from .queries.files import file_info, find_files_by_content, read, serve, serve_drawn
from .queries.marked import count_pages, draw_marked_copy, draw_marked_page
from .queries.papers import (
    find_papers_by_content,
    get_paper,
    papers_of_dossier,
    papers_of_person,
    verify_url,
)
from .queries.rendering import picture_paper, qr_svg, render_paper
from .queries.sheets import ReadBook, ReadSheet, draw_sheet, read_book, read_sheet
from .queries.texts import read_text
from .rules.content import UNREADABLE as UNREADABLE_PDF
from .rules.tokens import reserve_token
from .types import FileInfo, FileText, MediaType, PageText, PaperInfo, PaperState, TextState
from .use_cases.erasing import erase_files
from .use_cases.files import check_count, store, store_evidence
from .use_cases.papers import register_paper, replace_paper, revoke_paper
from .use_cases.texts import request_text

__all__ = [
    "UNREADABLE_PDF",
    "FileErased",
    "FileInfo",
    "FileMissing",
    "FileNotShown",
    "FileRefused",
    "FileStored",
    "FileText",
    "FileUnknown",
    "MediaType",
    "PageText",
    "PageUnreadable",
    "PaperInfo",
    "PaperIssued",
    "PaperNotValid",
    "PaperReplaced",
    "PaperRevoked",
    "PaperState",
    "PaperTokenTaken",
    "PaperUnknown",
    "ReadBook",
    "ReadSheet",
    "RecogniserSilent",
    "ScannerSilent",
    "TextRead",
    "TextState",
    "TooManyFiles",
    "check_count",
    "count_pages",
    "draw_marked_copy",
    "draw_marked_page",
    "draw_sheet",
    "erase_files",
    "file_info",
    "find_files_by_content",
    "find_papers_by_content",
    "get_paper",
    "papers_of_dossier",
    "papers_of_person",
    "picture_paper",
    "qr_svg",
    "read",
    "read_book",
    "read_sheet",
    "read_text",
    "register_paper",
    "render_paper",
    "replace_paper",
    "request_text",
    "reserve_token",
    "revoke_paper",
    "serve",
    "serve_drawn",
    "store",
    "store_evidence",
    "verify_url",
]
