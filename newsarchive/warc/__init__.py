"""Records on disk: writes, reads and repairs WARC/1.1 files. Knows neither SQL nor HTML."""
