"""Structured data of a page: head metas, JSON-LD as broken as it comes, microdata. No judgement yet.

JSON-LD is read with Python's own parser after mild repairs; where even that fails, single strings are picked out
by pattern, because a missing comma should not cost the publication date.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from newsarchive.text.clean import clean

ARTICLE_TYPES = frozenset(
    {
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "blogposting",
        "opinionnewsarticle",
    }
)
MAX_LD_CHARS = 400_000
MAX_LD_DEPTH = 12

_JUNK_AROUND = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.{0,20}\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_WORD = re.compile(r"\w+")
_PATH = re.compile(r"^https?://[^/]+(/[^?#]*)")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_MISSING_COMMA = re.compile(r'(["}\]])(\s*\n\s*)(?=")')
_PAIR = re.compile(
    r'"(headline|datePublished|dateModified|dateCreated|articleSection|@type)"\s*:\s*"([^"\n]{1,400})"'
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What the head says; keys of `metas` are lower case."""

    title: str = ""
    """Text of the title element, with the site's suffix."""
    canonical: str | None = None
    metas: dict[str, list[str]] = field(default_factory=dict)
    """Contents as written, by `property`, `name` or `itemprop`."""
    articles: tuple[dict[str, Any], ...] = ()
    """JSON-LD objects of an article type, in page order, without those of other articles."""
    types: frozenset[str] = frozenset()
    """All JSON-LD types met, lower case."""

    def meta(self, *names: str) -> str:
        """The first value that is not blank among these metas, cleaned, or ""."""
        for name in names:
            for value in self.values(name):
                return value
        return ""

    def values(self, name: str) -> list[str]:
        """The values of a meta that are not blank, cleaned."""
        return [value for value in map(_fold, self.metas.get(name, ())) if value]


def read_facts(root: etree._Element, url: str) -> Facts:
    """Collect metas and JSON-LD of the page with this address; never raises on broken data."""
    metas: dict[str, list[str]] = {}
    articles: list[dict[str, Any]] = []
    types: set[str] = set()
    title: str | None = None
    canonical: str | None = None
    for node in root.iter("meta", "script", "link", "title"):
        tag = node.tag
        if tag == "meta":
            content = node.get("content")
            if content is not None:
                key = node.get("property") or node.get("name") or node.get("itemprop")
                if key:
                    metas.setdefault(key.strip().lower(), []).append(content)
        elif tag == "script":
            if "ld+json" in (node.get("type") or ""):
                for item in _objects(load_json("".join(node.itertext())[:MAX_LD_CHARS])):
                    kinds = _types(item)
                    types |= kinds
                    if kinds & ARTICLE_TYPES or "headline" in item:
                        articles.append(item)
        elif tag == "link":
            if canonical is None and "canonical" in (node.get("rel") or "").split(" "):
                canonical = node.get("href")
        elif title is None and next(node.iterancestors("svg"), None) is None:
            title = "".join(node.itertext())
    return Facts(
        title=_fold(title or ""),
        canonical=canonical.strip() if canonical is not None else None,
        metas=metas,
        articles=tuple(
            own_articles(
                articles,
                [title or "", *metas.get("og:title", ())],
                [url, canonical or "", *metas.get("og:url", ())],
            )
        ),
        types=frozenset(types),
    )


def own_articles(
    articles: list[dict[str, Any]], titles: list[str], addresses: list[str]
) -> list[dict[str, Any]]:
    """Without objects whose headline is none of the page's titles, where another's is or their address is another."""
    agree = [_agrees(text_value(item, "headline"), titles) for item in articles]
    return [
        item
        for item, is_alike in zip(articles, agree, strict=True)
        if is_alike is not False or not (True in agree or _is_elsewhere(item, addresses))
    ]


def _agrees(headline: str, titles: list[str]) -> bool | None:
    """Whether a headline stands in one of the page's titles; None where there is nothing to compare."""
    words = _words(headline)
    said = [each for each in map(_words, titles) if each.strip()]
    return any(words in each for each in said) if words.strip() and said else None


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(_fold(text).lower()))} "


def _is_elsewhere(item: dict[str, Any], addresses: list[str]) -> bool:
    """Whether an object's address is given, and has another path than each of the page's."""
    given = _PATH.search(text_value(item, "mainEntityOfPage") or text_value(item, "url"))
    if given is None or given[1] == "/":
        return False
    return given[1].rstrip("/") not in {urlsplit(address).path.rstrip("/") for address in addresses}


def text_value(item: dict[str, Any], key: str) -> str:
    """A string out of a JSON-LD object: the value itself, the name of an object, or the first of a list."""
    value = item.get(key)
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("url")
    return _fold(value) if isinstance(value, str) else ""


def load_json(text: str) -> Any:
    """The value of a JSON-LD script, repaired where needed; an object of picked strings where it is beyond repair."""
    text = _JUNK_AROUND.sub("", text.strip()).strip()
    if not text:
        return None
    for candidate in (text, _MISSING_COMMA.sub(r"\1,\2", _TRAILING_COMMA.sub(r"\1", text))):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    picked: dict[str, Any] = {}
    for key, value in _PAIR.findall(text):
        if key == "@type" and picked.get("@type", "").lower() in ARTICLE_TYPES:
            continue
        if key == "@type" or key not in picked:
            picked[key] = value
    return picked


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object that could be the page's own article: top level, lists and @graph; not ItemList members."""
    stack: list[tuple[Any, int]] = [(value, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > MAX_LD_DEPTH:
            continue
        if isinstance(node, list):
            stack.extend((item, depth + 1) for item in reversed(node))
        elif isinstance(node, dict):
            yield node
            if "@graph" in node:
                stack.append((node["@graph"], depth + 1))
            main = node.get("mainEntity")
            if isinstance(main, dict):
                stack.append((main, depth + 1))


def _types(item: dict[str, Any]) -> frozenset[str]:
    kind = item.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return frozenset(value.rsplit("/", 1)[-1].lower() for value in kinds if isinstance(value, str))


def _fold(text: str) -> str:
    text = unescape(text) if "&" in text else text
    return clean(" ".join(text.split()))
