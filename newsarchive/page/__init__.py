"""Reads a snapshot into a draft of an article, with a site's selectors or with none. Pure: no network, no clock, no SQL."""
