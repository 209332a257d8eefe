"""Every way to sign."""
