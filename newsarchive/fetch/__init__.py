"""Requests, discovery and snapshot capture. No SQL, no field extraction."""
