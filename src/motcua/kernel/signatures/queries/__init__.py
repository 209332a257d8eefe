"""Every way to ask about signatures."""
