"""What was published: read, clean, date, de-duplicate, store."""
