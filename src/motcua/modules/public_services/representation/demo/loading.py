def load() -> None:
    """Load nothing yet."""
