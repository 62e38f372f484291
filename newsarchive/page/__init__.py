"""Reads a snapshot into a draft of an article, with a site's selectors or without. Pure."""
