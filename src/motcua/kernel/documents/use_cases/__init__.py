"""Every way to change files and papers."""
