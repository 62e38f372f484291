"""The pages that benches run over, and other extractors behind one face. Peers are an extra, never a dependency."""

import gzip
import json
import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
COLLECTED = ROOT.parent / "shared" / "pages"


@dataclass(frozen=True, slots=True)
class Page:
    """One saved page with its expectation (None for pages that are no articles)."""

    folder: Path
    html: bytes
    url: str
    fetched_at: str
    expected: dict[str, Any] | None


Fields = dict[str, Any]
Peer = Callable[[Page], Fields]


def pages() -> list[Page]:
    """Fixtures and collected pages, articles only, in a fixed order."""
    found = []
    for path in [*sorted(FIXTURES.glob("*/*/expected.json")), *sorted(COLLECTED.glob("*/expected.json"))]:
        meta = json.loads((path.parent / "meta.json").read_text(encoding="utf-8"))
        plain = path.parent / "page.html"
        html = (
            plain.read_bytes()
            if plain.exists()
            else gzip.decompress((path.parent / "page.html.gz").read_bytes())
        )
        expected = json.loads(path.read_text(encoding="utf-8"))
        found.append(Page(path.parent, html, meta["url"], meta["fetched_at"], expected))
    return found


def fields(**values: Any) -> Fields:
    """Fields in the shape that `extract` prints."""
    empty: Fields = {
        "title": None, "kicker": None, "lead": None, "dateline": None, "section": None, "tags": [], "body": [],
        "byline": None, "authors": [], "agency": None, "published_at": None, "published_raw": None,
        "updated_at": None, "event_date": None, "photos": [],
    }  # fmt: skip
    return empty | values


def _paragraphs(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def _trafilatura() -> Peer | None:
    try:
        from trafilatura import bare_extraction
    except ImportError:
        return None

    def run(page: Page) -> Fields:
        document = bare_extraction(page.html.decode("utf-8", "replace"), url=page.url, with_metadata=True)
        if document is None:
            return fields()
        return fields(
            title=document.title,
            body=_paragraphs(document.text),
            byline=document.author,
            published_at=document.date,
        )

    return run


def _newspaper4k() -> Peer | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it asks for nltk, which is for summaries
            import newspaper
            from newspaper.extractors.image_extractor import ImageExtractor
    except ImportError:
        return None
    ImageExtractor._fetch_image = lambda *_: (
        None
    )  # it asks for pictures over the network, whatever it is told
    logging.getLogger("newspaper").setLevel(logging.CRITICAL)

    def run(page: Page) -> Fields:
        article = newspaper.Article(page.url, language="vi")
        article.download(input_html=page.html.decode("utf-8", "replace"))
        article.parse()
        date = article.publish_date
        return fields(
            title=article.title,
            body=_paragraphs(article.text),
            byline=", ".join(article.authors) or None,
            published_at=date.strftime("%Y-%m-%dT%H:%M") if hasattr(date, "strftime") else None,
        )

    return run


def _readability() -> Peer | None:
    try:
        from lxml.html import fromstring
        from readability import Document
    except ImportError:
        return None
    logging.getLogger("readability.readability").setLevel(logging.ERROR)

    def run(page: Page) -> Fields:
        document = Document(page.html.decode("utf-8", "replace"))
        texts = [
            " ".join(node.text_content().split())
            for node in fromstring(document.summary()).iter("p", "h2", "h3", "h4")
        ]
        return fields(title=document.short_title(), body=[text for text in texts if text])

    return run


def _goose3() -> Peer | None:
    try:
        from goose3 import Goose
    except ImportError:
        return None
    goose = Goose({"enable_image_fetching": False, "use_meta_language": False, "target_language": "vi"})

    def run(page: Page) -> Fields:
        article = goose.extract(raw_html=page.html.decode("utf-8", "replace"))
        return fields(
            title=article.title,
            body=_paragraphs(article.cleaned_text),
            byline=", ".join(article.authors) or None,
            published_at=(article.publish_date or "")[:16] or None,
        )

    return run


PEERS: dict[str, Callable[[], Peer | None]] = {
    "trafilatura": _trafilatura,
    "newspaper4k": _newspaper4k,
    "readability-lxml": _readability,
    "goose3": _goose3,
}
"""Names → makers; a maker gives None where the library is not installed."""
