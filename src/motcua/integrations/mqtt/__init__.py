"""Brokers to which sensors send, behind the port of connectors."""
