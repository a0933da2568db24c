"""Readers: a file in, rows out."""
