"""Every way to change what was sent, what came in, and with whom we exchange."""
