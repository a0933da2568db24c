"""Text: normalisation, page chrome, dates, language."""
