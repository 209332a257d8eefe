"""Keys at a remote signing service that speaks the CSC API."""
