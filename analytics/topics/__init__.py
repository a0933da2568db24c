"""Topics shared by both languages."""
