"""Databases of other systems, read behind the port of connectors."""
