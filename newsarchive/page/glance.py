"""Patterns for short texts that remember their answers."""

import re
from functools import lru_cache

REMEMBERED, REMEMBERED_LONG = 4096, 256
"""Answers kept per pattern: class names and short texts come again and again on one site, paragraphs only while their
page is read."""
MAX_GLANCE_CHARS = 400
"""Longer than what patterns of buttons, labels and licences look at: not asking is cheaper than being told."""


class Glance:
    """A pattern for short texts that remembers its answers; longer texts never match."""

    __slots__ = ("match", "pattern", "search")

    def __init__(
        self,
        pattern: str,
        *,
        max_chars: int,
        needs: tuple[str, ...] = (),
        remembered: int = REMEMBERED,
    ) -> None:
        """`needs`: lower-case words of which every match holds one; looking for them is ten times as fast."""
        compiled = re.compile(pattern, re.IGNORECASE)
        self.pattern = pattern

        def search(text: str) -> re.Match[str] | None:
            if len(text) > max_chars:
                return None
            if needs:
                low = text.lower()
                if not any([word in low for word in needs]):
                    return None
            return compiled.search(text)

        def match(text: str) -> re.Match[str] | None:
            return compiled.match(text) if len(text) <= max_chars else None

        self.search = lru_cache(maxsize=remembered)(search)
        self.match = lru_cache(maxsize=remembered)(match)
