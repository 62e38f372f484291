"""The same words under several addresses: what a site says of itself (works, an empty frame), not what was asked for.

Such an answer often comes with status 200, and no rule knows all of them. What they share is that they do not depend on
the address.
"""

import re
from collections import OrderedDict

from newsarchive.model.article import Draft

REMEMBERED = 50
"""Answers remembered: a site's own page comes again at once, an article under a second id seldom does."""
SHORT_TEXT_CHARS = 1_000
_CODE = re.compile(rb"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_NO_WORD = re.compile(rb"<[^>]*>|[\d\s:/.-]+")
"""Tags (addresses stand in them), and figures: clocks and counters."""


class Repeats:
    """What the last pages of a run said, by their words."""

    def __init__(self) -> None:
        self._pages: OrderedDict[int, set[int]] = OrderedDict()

    def others(self, page_id: int, words: bytes) -> int:
        """How many other pages have said the same; these are remembered too."""
        key = hash(words)
        pages = self._pages.setdefault(key, set())
        self._pages.move_to_end(key)
        if len(self._pages) > REMEMBERED:
            self._pages.popitem(last=False)
        others = len(pages - {page_id})
        if others < REMEMBERED:
            pages.add(page_id)
        return others

    def knows(self, page_id: int, words: bytes) -> bool:
        """Whether another page has said the same."""
        return bool(self._pages.get(hash(words), set()) - {page_id})


def words_of(body: bytes) -> bytes:
    """What a page says, without tags and figures."""
    return _NO_WORD.sub(b" ", _CODE.sub(b" ", body))


def words_read(draft: Draft) -> bytes:
    """What was read of an article."""
    return "\n".join((draft.title or "", draft.lead or "", *draft.body)).encode(errors="replace")


def allowed(draft: Draft) -> int:
    """How many others of the last articles may say the same: one is often published under two ids, and a page about
    works is short."""
    text = sum(map(len, draft.body)) + len(draft.lead or "")
    return 1 if text < SHORT_TEXT_CHARS else 3
