"""Places: the gazetteer and its matcher."""
