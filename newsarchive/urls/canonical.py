"""One spelling for one address."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

TRACKING = frozenset(
    [
        "fbclid",
        "gclid",
        "dclid",
        "msclkid",
        "yclid",
        "zarsrc",
        "zalo_src",
        "igshid",
        "mc_cid",
        "mc_eid",
        "_ga",
        "ref_src",
        "spm",
        "phpsessid",
        "jsessionid",
        "aspsessionid",
        "sessionid",
        "sid",
    ]
)
"""Query keys that never change what a page says."""
TRACKING_PREFIXES = ("utm_", "_hs", "vero_")
MAX_URL_CHARS = 2000
_BREAKS = dict.fromkeys(map(ord, "\t\r\n"))
_CANONICAL = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?/[A-Za-z0-9/_.~-]*")
"""Most addresses of articles: nothing in them could be written otherwise."""
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_ENCODED_LETTERS = re.compile(r"(?:%[C-F][0-9A-F]%[89AB][0-9A-F](?:%[89AB][0-9A-F]){0,2})+", re.IGNORECASE)
_SAFE_PATH = "/:@!$&'()*+,;=~-._%"


def is_web_url(url: str) -> bool:
    """True for an absolute http or https address with a host, a port that can be and of sane length."""
    if len(url) > MAX_URL_CHARS:
        return False
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").strip(".")
        return parts.scheme in ("http", "https") and bool(host) and parts.port != 0
    except ValueError:
        return False


def netloc(url: str) -> str:
    """Host and port in lower case, without a port that goes without saying.

    >>> netloc("http://www.Thanhuytphcm.vn:80/"), netloc("http://127.0.0.1:8000/")
    ('www.thanhuytphcm.vn', '127.0.0.1:8000')
    """
    parts = urlsplit(url)
    return parts.netloc.lower().removesuffix(_DEFAULT_PORTS.get(parts.scheme, ""))


def printed_url(url: str) -> str:
    """The address with letters outside of ASCII as pages print them, not percent-encoded.

    >>> printed_url("https://a.vn/%E1%BA%A3nh%201.jpg")
    'https://a.vn/ảnh%201.jpg'
    """
    return _ENCODED_LETTERS.sub(_decoded, url)


def _decoded(found: re.Match[str]) -> str:
    try:
        return unquote(found[0], errors="strict")
    except UnicodeDecodeError:
        return found[0]


@lru_cache(maxsize=8192)
def canonical_url(url: str) -> str:
    """The address without fragment, tracking keys and needless spelling variants; stable when repeated.

    Host and scheme become lower case, default ports go, the query is sorted, blanks and non-ASCII letters are
    percent-encoded, `;jsessionid=…` is cut off.

    Raises:
        ValueError: the text is no absolute http(s) address.

    >>> canonical_url("HTTPS://www.Thanhuytphcm.vn:443/tin-tuc/a-1491917573?fbclid=x&b=2#top")
    'https://www.thanhuytphcm.vn/tin-tuc/a-1491917573?b=2'
    """
    if len(url) <= MAX_URL_CHARS and _CANONICAL.fullmatch(url):
        return url
    url = url.strip().translate(_BREAKS)
    if not is_web_url(url):
        raise ValueError(f"not a web address: {url[:100]!r}")
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if parts.port and (parts.scheme, parts.port) not in (("http", 80), ("https", 443)):
        host = f"{host}:{parts.port}"
    path = parts.path or "/"
    if ";" in path:
        head, _, tail = path.partition(";")
        if tail.lower().startswith("jsessionid="):
            path = head
    path = quote(path, safe=_SAFE_PATH)
    query = parts.query
    if query:
        pairs = [
            (key, value) for key, value in parse_qsl(query, keep_blank_values=True) if not _is_tracking(key)
        ]
        query = urlencode(sorted(pairs))
    canonical = urlunsplit((parts.scheme, host, path, query, ""))
    if not is_web_url(canonical):  # as of "https://[::1]x@]y/", whose parts make no address again
        raise ValueError(f"not a web address: {url[:100]!r}")
    return canonical


def canonical_path(url: str) -> str:
    """Path and query of the canonical address, decoded: the id of an article whose site has no ids.

    >>> canonical_path("https://a.vn/tin/b%C3%A0i.html?utm_source=x")
    '/tin/bài.html'
    """
    parts = urlsplit(canonical_url(url))
    path = unquote(parts.path)
    return f"{path}?{parts.query}" if parts.query else path


def _is_tracking(key: str) -> bool:
    key = key.lower()
    return key in TRACKING or key.startswith(TRACKING_PREFIXES)
