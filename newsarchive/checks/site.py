"""Checks of one article against the others of its site: text that repeats is no article's own.

What is usual is learned from the pages themselves, in bounded memory, as a crawl or a re-extraction goes on.
"""

from collections import OrderedDict
from collections.abc import Iterator

from newsarchive.model.article import Article
from newsarchive.model.finding import Finding
from newsarchive.text.folding import fold

REPEATS = 5
"""A paragraph in so many other articles is boilerplate."""
MIN_CHARS = 25
"""Shorter paragraphs repeat by chance ("Ảnh minh họa", subheadings)."""
MEMORY = 20_000
"""Paragraphs remembered; the longest unseen are forgotten first."""


class Neighbours:
    """Remembers paragraphs of a site's articles. Give it each article once, in any order."""

    def __init__(self) -> None:
        self._seen: OrderedDict[int, tuple[int, str]] = OrderedDict()

    def check(self, article: Article) -> Iterator[Finding]:
        """Findings on paragraphs that stood in `REPEATS` articles before; then remembers this one."""
        repeated: str | None = None
        for paragraph in {fold(text): text for text in (article.lead, *article.body) if text}.items():
            key, text = hash(paragraph[0]), paragraph[1]
            if len(text) < MIN_CHARS:
                continue
            count, last = self._seen.pop(key, (0, ""))
            if count >= REPEATS and last != article.source_id:
                repeated = repeated or text
            self._seen[key] = (count + (last != article.source_id), article.source_id)
        while len(self._seen) > MEMORY:
            self._seen.popitem(last=False)
        if repeated is not None:
            yield Finding(
                code="boilerplate",
                field="body",
                message=f"A paragraph stands in more than {REPEATS} articles of the site: {repeated[:80]!r}.",
            )
