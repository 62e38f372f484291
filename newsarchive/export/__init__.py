"""The archive as files for other programs: CSV and its siblings. Read only."""
