"""Reasons to refuse."""


class NoTransaction(RuntimeError):
    """A number was asked for outside the transaction that uses it: it could be lost."""
