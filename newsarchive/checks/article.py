"""Checks of one article against itself; those against other pages of the site live in `checks.site`."""

from collections.abc import Iterator

from newsarchive.model.article import Article
from newsarchive.model.finding import Finding
from newsarchive.text.folding import fold

MIN_BODY_CHARS = 120
"""Shorter articles exist (photo stories, notices) but somebody should look at them."""
MAX_FOLDED_APART = 40
"""Characters by which two texts may differ in length and still read the same: full stops and marks at the end."""


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


def _has_length_of(paragraph: str, texts: list[str]) -> bool:
    """Whether a paragraph is about as long as one of the texts; only then can both fold to the same."""
    size = len(paragraph)
    return any([abs(size - len(text)) <= MAX_FOLDED_APART for text in texts])


def _check_leaks(article: Article) -> Iterator[Finding]:
    wanted = [photo.caption for photo in article.photos if photo.caption and len(photo.caption) > 20]
    wanted += [article.byline] if article.byline else []
    body = {fold(paragraph).rstrip(" .") for paragraph in article.body if _has_length_of(paragraph, wanted)}
    for position, photo in enumerate(article.photos, 1):
        if photo.caption and len(photo.caption) > 20 and fold(photo.caption).rstrip(" .") in body:
            yield Finding(
                code="caption-in-body",
                field="body",
                message=f"The caption of photo {position} also stands in the body as a paragraph.",
            )
            break
    if article.byline and fold(article.byline).rstrip(" .") in body:
        yield Finding(code="byline-in-body", field="body", message="The byline also stands in the body.")
