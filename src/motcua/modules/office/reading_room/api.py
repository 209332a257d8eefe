"""The door: what other modules may use. Nobody does yet."""
