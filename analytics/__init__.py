"""What the corpus says: topics, tone, actors, citations, places, and every number (Study)."""
