"""What was published: read, clean, date, de-duplicate, store."""

from corpus.workspace import Workspace

__all__ = ["Workspace"]
