"""Patterns of addresses, guessed from examples: how articles end, how listings look, how they page. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_NUMBER = re.compile(
    r"(?P<sep>[-/_])(?P<mark>[a-z]{0,8}?)(?P<id>\d{3,20})(?P<ext>\.[a-z]{2,5})?(?P<slash>/?)$"
)
_HEX = re.compile(r"(?P<sep>[-/_])(?P<mark>)(?P<id>[0-9a-f]{7,8})(?P<ext>\.[a-z]{2,5})?(?P<slash>/?)$")
_INSIDE = re.compile(r"/(?!(?:19|20)\d{4}/)\d{5,9}/[^/]+/?$")
"""A number in the middle, but not a folder of a month."""
_END = r"(?=$|[?#])"
_MEDIA = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|css|js|xml|rss|ico|zip|docx?)$", re.IGNORECASE)
_EXTENSION = re.compile(r"(\.[a-z]{2,5})$")
EXACT_FROM_DIGITS = 14
"""Ids this long hold a moment: their length does not change."""
SLUG_WORDS = 4


@dataclass(frozen=True, slots=True)
class Tail:
    """How an article's address ends, its number left out."""

    sep: str
    mark: str
    ext: str
    slash: str


def path_of(url: str) -> str:
    """The path of an address."""
    return urlsplit(url).path or "/"


def tail_of(url: str, *, hexadecimal: bool = False) -> tuple[Tail, str] | None:
    """Ending and id of an address, or None where it ends in no number.

    >>> tail_of("https://a.vn/tin/mot-bai-post1234.html")
    (Tail(sep='-', mark='post', ext='.html', slash=''), '1234')
    """
    path = path_of(url)
    match = (_HEX if hexadecimal else _NUMBER).search(path)
    if match is None or not any(char.isdigit() for char in match["id"]):
        return None
    return Tail(match["sep"], match["mark"], match["ext"] or "", match["slash"]), match["id"]


def article_pattern(articles: Sequence[str], listings: Sequence[str], links: Iterable[str]) -> str | None:
    """A pattern that takes all known articles and none of the known listings; None where none was found.

    Args:
        articles: Addresses of saved articles.
        listings: Addresses of saved listings.
        links: Addresses of the same site that the pages link to; those that end like the articles widen the pattern.
    """
    hexes = _are_hexadecimal(articles)
    shapes = {found[0] for url in articles if (found := tail_of(url, hexadecimal=hexes))}
    if shapes:
        ends = {url: tail_of(url, hexadecimal=hexes) for url in {*articles, *links}}
        alike = [url for url, found in ends.items() if found and found[0] in shapes]
        ids = [found[1] for found in ends.values() if found and found[0] in shapes]
        tail = _tail_pattern(shapes, _id_pattern(ids))
        for prefix in _prefixes(articles, alike):
            pattern = prefix + tail
            if _fits(pattern, articles, listings):
                return pattern
    if all(_INSIDE.search(path_of(url)) for url in articles):
        return r"/(?!(?:19|20)\d{4}/)(?P<id>\d{5,9})/[^/?#]+/?" + _END
    return _slug_pattern(articles, listings)


def _are_hexadecimal(articles: Sequence[str]) -> bool:
    """Whether the ids are hexadecimal: "ee51c3a", not the "d" and number of "d531123"."""
    found = [match for url in articles if (match := _HEX.search(path_of(url)))]
    return len(found) == len(articles) and any(re.search("[a-f]", match["id"][1:]) for match in found)


def _tail_pattern(shapes: set[Tail], number: str) -> str:
    """One ending for all shapes: a site that changed its addresses keeps its numbers."""
    seps = "".join(sorted({shape.sep for shape in shapes}, key="/_-".index))
    marks = sorted({shape.mark for shape in shapes})
    extensions = sorted({shape.ext for shape in shapes})
    slashes = {shape.slash for shape in shapes}
    start = f"[{seps}]" if len(seps) > 1 else seps
    slash = slashes.pop() if len(slashes) == 1 else "/?"
    return f"{start}{_choice(marks)}(?P<id>{number}){_choice([re.escape(ext) for ext in extensions])}{slash}{_END}"


def _choice(words: Sequence[str]) -> str:
    """One of the words; an empty one makes the rest optional."""
    filled = [word for word in words if word]
    if len(words) == 1:
        return words[0]
    return f"(?:{'|'.join(filled)})" + ("?" if len(filled) < len(words) else "")


def _id_pattern(ids: Sequence[str]) -> str:
    if any(not text.isdigit() for text in ids):
        low, high = min(map(len, ids)), max(map(len, ids))
        return f"[0-9a-f]{{{low},{high}}}" if low != high else f"[0-9a-f]{{{low}}}"
    low, high = min(map(len, ids)), max(map(len, ids))
    if low >= EXACT_FROM_DIGITS:
        return rf"\d{{{low}}}" if low == high else rf"\d{{{low},{high}}}"
    return rf"\d{{{max(1, low - 1)},{high + 1}}}"


def _prefixes(articles: Sequence[str], alike: Sequence[str]) -> list[str]:
    """Beginnings to try, the most general first: any path, the depth of the articles, their first folder."""
    depths = {path_of(url).strip("/").count("/") for url in alike}
    folders = sorted(
        {path_of(url).strip("/").split("/")[0] for url in articles if "/" in path_of(url).strip("/")}
    )
    prefixes = [r"^/[^?#]*"]
    if len(depths) == 1:
        prefixes.insert(0, r"^/" + r"[^/?#]+/" * depths.pop() + r"[^/?#]*")
    if folders:
        prefixes.append(rf"^/(?:{'|'.join(folders)})/[^?#]*")
    return prefixes


def _slug_pattern(articles: Sequence[str], listings: Sequence[str]) -> str | None:
    extensions = {match[1] if (match := _EXTENSION.search(path_of(url))) else "" for url in articles}
    if len(extensions) != 1:
        return None
    ext = re.escape(extensions.pop())
    for folder in (r"^/", r"^/[^?#]+/"):
        pattern = rf"{folder}(?P<id>[^-/?#.]+(?:-[^-/?#.]+){{{SLUG_WORDS - 1},}}){ext}/?{_END}"
        if _fits(pattern, articles, listings):
            return pattern
    return None


def _fits(pattern: str, articles: Sequence[str], listings: Sequence[str]) -> bool:
    return _takes(pattern, articles) and not any(re.search(pattern, path_of(url)) for url in listings)


def _takes(pattern: str, articles: Sequence[str]) -> bool:
    """Whether nearly all of them match: one saved page may be of another kind."""
    matched = sum(1 for url in articles if re.search(pattern, path_of(url)))
    return matched >= max(1, len(articles) - len(articles) // 5)


def listing_pattern(listings: Sequence[str]) -> str | None:
    """A pattern of listing paths from known ones (saved listings and menu links); None without any."""
    paths = [path for url in listings if (path := path_of(url)) != "/" and not _MEDIA.search(path)]
    if not paths:
        return None
    folders = Counter(path.strip("/").split("/")[0] for path in paths if "/" in path.strip("/"))
    if folders and folders.most_common(1)[0][1] == len(paths):
        return rf"^/{re.escape(folders.most_common(1)[0][0])}/[^?#]+"
    extensions = {match[1] if (match := _EXTENSION.search(path)) else "" for path in paths}
    deep = any("/" in path.strip("/") for path in paths)
    words = "[a-z0-9/-]{3,80}" if deep else "[a-z0-9-]{3,60}"
    if len(extensions) == 1 and (ext := extensions.pop()):
        return rf"^/{words}{re.escape(ext)}{_END}"
    return rf"^/{words}/?(?=$|[?#])"


def paging_template(url: str, following: str) -> str | None:
    """The template that makes the following page's address from the first one's; None where it is not that plain.

    >>> paging_template("https://a.vn/xa-hoi/", "https://a.vn/xa-hoi/?page=2")
    '{url}?page={page}'
    """
    if not following.startswith(url):
        return None
    rest = following[len(url) :]
    return "{url}" + rest.replace("2", "{page}") if rest.count("2") == 1 and len(rest) > 1 else None


def is_menu_address(url: str, hosts: Iterable[str]) -> bool:
    """Whether an address could be a section: of the site, without a query, at most two folders deep, no file."""
    parts = urlsplit(url)
    path = parts.path
    return (
        parts.netloc.lower() in set(hosts)
        and not parts.query
        and path not in ("", "/")
        and path.strip("/").count("/") <= 1
        and not _MEDIA.search(path)
        and tail_of(url) is None
    )
