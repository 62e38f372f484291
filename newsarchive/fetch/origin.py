"""A site's own addresses and those of the replica (`--origin`) that stands for it."""

from urllib.parse import urlsplit, urlunsplit


def map_to_origin(url: str, origin: str | None) -> str:
    """The address to fetch for one of the site's own.

    >>> map_to_origin("https://www.thanhuytphcm.vn/tin-tuc/a-1?b=2", "http://127.0.0.1:8000")
    'http://127.0.0.1:8000/tin-tuc/a-1?b=2'
    """
    if origin is None:
        return url
    parts, base = urlsplit(url), urlsplit(origin)
    if parts.scheme not in ("http", "https"):
        return url
    return urlunsplit((base.scheme, base.netloc, parts.path, parts.query, ""))


def map_from_origin(url: str, origin: str | None, home: str) -> str:
    """A target that a replica names under its own address, as the site's own."""
    if origin is None:
        return url
    parts, base, own = urlsplit(url), urlsplit(origin), urlsplit(home)
    if (parts.scheme, parts.netloc) != (base.scheme, base.netloc):
        return url
    return urlunsplit((own.scheme, own.netloc, parts.path, parts.query, parts.fragment))
