"""Readers: a file in, records and problems out, by what the file holds and not by what it is called."""

from corpus.readers.formats import Reading, read_file
from corpus.readers.layout import PLAIN, Layout, read_layout
from corpus.readers.records import Address, Markup, Problem, Record

__all__ = ["PLAIN", "Address", "Layout", "Markup", "Problem", "Reading", "Record", "read_file", "read_layout"]
