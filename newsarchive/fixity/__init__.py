"""Proves that nothing in an archive was lost or altered, and copies it whole. Reads only; a backup is a new file."""
