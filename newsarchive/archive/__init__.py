"""The one writer of an archive: bytes to WARC, then rows to SQLite, all from one thread."""
