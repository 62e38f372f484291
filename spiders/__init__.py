"""One file per site: what is known of it, how its pages are read, where its articles are listed."""
