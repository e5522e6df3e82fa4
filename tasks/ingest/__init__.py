"""Bytes to records, one module for each format."""
