"""Learning a new site from a few of its pages: what `newsarchive new-site` proposes and writes."""
