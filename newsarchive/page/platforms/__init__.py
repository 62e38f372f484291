"""Page classes for content systems that many sites share; a site's own file overrides their selectors."""
