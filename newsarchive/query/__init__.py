"""Questions to the archive: search, counts, one article and its history. Read only."""
