"""ClamAV: the virus scanner behind the documents' port."""
