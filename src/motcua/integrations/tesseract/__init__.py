"""Tesseract: the recogniser of letters behind the documents' port."""
