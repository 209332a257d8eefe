"""A test authority of this machine: certificates, timestamps, status. Never for legal use."""
