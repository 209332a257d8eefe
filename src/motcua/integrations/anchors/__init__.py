"""Roots that an operator has laid into a folder."""
