"""Collectors: addresses in, pages fetched politely and safely, every address in exactly one counted state."""

from corpus.collect.account import Account
from corpus.collect.collector import Collector
from corpus.collect.fetcher import Fetcher
from corpus.collect.settings import Settings

__all__ = ["Account", "Collector", "Fetcher", "Settings"]
