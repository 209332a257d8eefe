"""Where files lie."""

from pathlib import Path

from motcua.project import embedded

from . import env

PACKAGE = Path(__file__).resolve().parents[2]
FILES_DIR = Path(
    env.text(
        "MOTCUA_FILES",
        default="",
        meaning="Folder of stored files; empty: `files` in the data folder.",
    )
    or embedded.data_dir() / "files"
)
ARCHIVE_DIR = env.text(
    "MOTCUA_ARCHIVE",
    default="",
    meaning="Folder of archived packages, best on another disk; empty: `archive` below the files.",
)
FIXITY_DAYS = env.number(
    "MOTCUA_FIXITY_DAYS",
    default=30,
    meaning="In how many days each archived package is read and compared with its hashes.",
)
CLAMD_SOCKET = env.text(
    "MOTCUA_CLAMD", default="", meaning="Socket of clamd; empty: files are not scanned."
)
STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE.parents[1] / "static-root"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
VIRUS_SCANNER = "motcua.integrations.clamd.scanner.Clamd" if CLAMD_SOCKET else ""
TEXT_RECOGNISER = (
    "motcua.integrations.tesseract.recogniser.Tesseract"
    if env.flag(
        "MOTCUA_OCR",
        default=True,
        meaning="1: letters on scans are recognised where tesseract is installed.",
    )
    else ""
)
LARGEST_FILE_MB = env.number(
    "MOTCUA_LARGEST_FILE_MB", default=20, meaning="Most megabytes of one file."
)
MOST_FILES_AT_ONCE = env.number(
    "MOTCUA_MOST_FILES", default=20, meaning="Most files of one sending."
)
