"""The door: what other modules may use. Nobody needs anything yet; events tell the rest."""

from .events import CorrectionBegun, ReportOpened, ReportSent

__all__ = ["CorrectionBegun", "ReportOpened", "ReportSent"]
