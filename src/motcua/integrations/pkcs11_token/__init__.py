"""Keys on a token or in an HSM, through PKCS#11."""
