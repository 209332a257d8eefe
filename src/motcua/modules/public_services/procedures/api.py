"""The door: what other modules may use."""

from .errors import FaultyImport, FileNotReadable, NoSuchProcedure
from .events import CatalogueImported, ProcedurePublished, ProcedureVersionPublished
from .permissions import MANAGE
from .queries.catalogue import (
    find_override,
    find_version,
    get_version,
    get_version_by_id,
    is_listed,
    limit_at,
    list_fields,
    list_life_events,
    list_procedures,
    list_versions,
    versions,
)
from .queries.files import as_workbook
from .queries.finding import find_procedures
from .queries.shelf import held
from .types import (
    Applicant,
    Component,
    Fee,
    ImportReport,
    Level,
    LifeEvent,
    OnlineLevel,
    Override,
    PlainText,
    Role,
    RowFault,
    Status,
    Step,
    StepKind,
    VersionInfo,
    WrittenText,
)
from .use_cases.imports import import_procedures

__all__ = [
    "MANAGE",
    "Applicant",
    "CatalogueImported",
    "Component",
    "FaultyImport",
    "Fee",
    "FileNotReadable",
    "ImportReport",
    "Level",
    "LifeEvent",
    "NoSuchProcedure",
    "OnlineLevel",
    "Override",
    "PlainText",
    "ProcedurePublished",
    "ProcedureVersionPublished",
    "Role",
    "RowFault",
    "Status",
    "Step",
    "StepKind",
    "VersionInfo",
    "WrittenText",
    "as_workbook",
    "find_override",
    "find_procedures",
    "find_version",
    "get_version",
    "get_version_by_id",
    "held",
    "import_procedures",
    "is_listed",
    "limit_at",
    "list_fields",
    "list_life_events",
    "list_procedures",
    "list_versions",
    "versions",
]
