"""What is in one article: sentences, actors, citations, places, tone."""
