"""Tone of a text and towards a target."""
