"""Ways to ask about packets, agencies and nodes."""
