"""What is decided about signatures without asking anybody."""
