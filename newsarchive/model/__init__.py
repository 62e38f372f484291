"""The nouns of the archive: frozen, keyword-only dataclasses that rooms hand to each other. No I/O."""
