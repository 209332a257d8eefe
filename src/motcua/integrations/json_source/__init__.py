"""Web services that answer in JSON, behind the port of connectors."""
