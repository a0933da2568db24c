"""Actors: the registry and the matcher."""
