"""The door: what other modules may use."""
