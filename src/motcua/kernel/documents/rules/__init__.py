"""What is decided without asking anybody: kinds of content, tokens, names."""
