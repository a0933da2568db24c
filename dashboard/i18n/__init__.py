"""The words of the interface, in Arabic and in English."""

from dashboard.i18n.texts import LANGUAGES, Texts, load_texts

__all__ = ["LANGUAGES", "Texts", "load_texts"]
