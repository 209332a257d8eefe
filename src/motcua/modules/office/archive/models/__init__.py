"""What the archive remembers."""

from .files import File, FileQuerySet, Item, Record, RecordQuerySet
from .handing import Destruction, DestructionLine, Loan, Transfer, TransferLine
from .keeping import Package, PackageFile, Place
from .plans import Heading, Plan

__all__ = [
    "Destruction",
    "DestructionLine",
    "File",
    "FileQuerySet",
    "Heading",
    "Item",
    "Loan",
    "Package",
    "PackageFile",
    "Place",
    "Plan",
    "Record",
    "RecordQuerySet",
    "Transfer",
    "TransferLine",
]
