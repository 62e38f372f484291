"""The address a page states as its own, found without parsing the whole page."""

import re
from html import unescape

HEAD_BYTES = 65_536
_STATED = (
    re.compile(rb"""<link[^>]{0,400}rel=["']?canonical["']?[^>]{0,400}>""", re.IGNORECASE),
    re.compile(rb"""<meta[^>]{0,400}property=["']?og:url["']?[^>]{0,800}>""", re.IGNORECASE),
)
_VALUE = re.compile(rb"""(?:href|content)=["']([^"'<>]{1,2000})["']""", re.IGNORECASE)


def stated_url(html: bytes) -> str | None:
    """`rel=canonical`, else `og:url`; None where the page states neither as an absolute address."""
    head = html[:HEAD_BYTES]
    for pattern in _STATED:
        for tag in pattern.findall(head):
            value = _VALUE.search(tag)
            url = unescape(value[1].decode("utf-8", "replace")).strip() if value else ""
            if url.startswith(("http://", "https://")):
                return url
    return None
