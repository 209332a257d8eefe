"""Pages where anyone verifies a paper."""
