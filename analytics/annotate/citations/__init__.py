"""Cited sources: who says so, through whom, in which words."""
