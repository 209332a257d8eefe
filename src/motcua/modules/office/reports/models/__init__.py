"""What the database remembers of regimes, forms and reports."""

from .regimes import Form, FormVersion, Regime
from .reports import Report, Version

__all__ = ["Form", "FormVersion", "Regime", "Report", "Version"]
