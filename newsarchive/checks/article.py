"""Checks of one article against itself; those against other pages of the site live in `checks.site`."""

from collections.abc import Iterator

from newsarchive.model.article import Article
from newsarchive.model.finding import Finding
from newsarchive.text.folding import fold

MIN_BODY_CHARS = 120
"""Shorter articles exist (photo stories, notices) but somebody should look at them."""
MIN_CAPTION_CHARS = 20
"""Shorter captions may well be said in the text too."""
OPENING_CHARS = 8
"""Two texts that read the same open with the same characters; few others do."""


def check(article: Article, *, site_name: str | None = None) -> Iterator[Finding]:
    """Findings about one article; the article is not changed."""
    yield from _check_presence(article)
    if site_name and article.title and fold(article.title) == fold(site_name):
        yield Finding(code="title-is-site-name", field="title", message="The title found is the site's name.")
    yield from _check_leaks(article)


def _check_presence(article: Article) -> Iterator[Finding]:
    if not article.title:
        yield Finding(code="no-title", field="title", message="No headline was found on the page.")
    captions = sum(len(photo.caption or "") for photo in article.photos)
    length = sum(map(len, article.body)) + len(article.lead or "")
    if not article.body and not captions and not article.lead:
        yield Finding(code="no-body", field="body", message="No body text was found on the page.")
    elif length + captions < MIN_BODY_CHARS:
        yield Finding(code="short-body", field="body", message=f"The text has only {length} characters.")
    if article.published_at is None:
        yield Finding(code="no-date", field="published_at", message=_why_no_date(article))
    if not article.byline:
        yield Finding(code="no-byline", field="byline", message="No byline was found on the page.")


def _why_no_date(article: Article) -> str:
    if article.published_earliest or article.published_latest:
        earliest, latest = article.published_earliest or "?", article.published_latest or "?"
        return f"No witness states a publication date; it lies between {earliest} and {latest}."
    return "No witness states a publication date."


def _check_leaks(article: Article) -> Iterator[Finding]:
    captions = [photo.caption or "" for photo in article.photos]
    wanted = [caption for caption in captions if len(caption) > MIN_CAPTION_CHARS]
    wanted += [article.byline] if article.byline else []
    openings = {_opening(text) for text in wanted}
    body = {fold(paragraph).rstrip(" .") for paragraph in article.body if _opening(paragraph) in openings}
    if not body:
        return
    for position, caption in enumerate(captions, 1):
        if len(caption) > MIN_CAPTION_CHARS and fold(caption).rstrip(" .") in body:
            yield Finding(
                code="caption-in-body",
                field="body",
                message=f"The caption of photo {position} also stands in the body as a paragraph.",
            )
            break
    if article.byline and fold(article.byline).rstrip(" .") in body:
        yield Finding(code="byline-in-body", field="body", message="The byline also stands in the body.")


def _opening(text: str) -> str:
    return fold(text[:OPENING_CHARS]).rstrip(" .")
