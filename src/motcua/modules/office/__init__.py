"""The office: correspondence, directives, archive."""
