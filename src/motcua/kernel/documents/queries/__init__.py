"""Every way to ask about files and papers."""
