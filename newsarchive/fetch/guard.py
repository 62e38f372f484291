"""Which network addresses a crawl may connect to: public ones, and exactly the host and port of `--origin`.

The check happens where names become addresses, at every connection, so that a name which changes its address
between two look-ups (DNS rebinding) gains nothing; addresses written as numbers are checked by the handler.
"""

import ipaddress
from collections.abc import Sequence
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred

from newsarchive.errors import FetchError


class RefusedAddress(FetchError):
    """The address is private, of this machine, or no address of the web at all."""


def is_public(address: str) -> bool:
    """Whether an IP address (as text) belongs to the public internet.

    >>> is_public("203.162.4.190"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


def refuse_unless_allowed(url: str, origin: str | None) -> None:
    """Check scheme and literal host of an address before anything is sent.

    Raises:
        RefusedAddress: neither a public web address nor inside `origin` (scheme, host and port).
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise RefusedAddress(f"{url} was refused: only http and https are followed.", url=url)
    if origin is not None and (parts.scheme, parts.netloc) == urlsplit(origin)[:2]:
        return
    host = (parts.hostname or "").rstrip(".")
    if (
        host == "localhost"
        or host.endswith((".localhost", ".local", ".internal"))
        or "." not in host.strip("[]")
        and ":" not in host
    ):
        raise RefusedAddress(
            f"{url} was refused: {host or 'an empty host'} is not on the public internet.", url=url
        )
    if _is_number(host) and not is_public(host):
        raise RefusedAddress(f"{url} was refused: {host} is not a public address.", url=url)


def _is_number(host: str) -> bool:
    if ":" in host:
        return True
    last = host.rstrip(".").rsplit(".", 1)[-1].lower()
    return last.isdigit() or last.startswith("0x")


class GuardedResolver(CachingThreadedResolver):
    """The setting `TWISTED_DNS_RESOLVER`: names that lead to other than public addresses do not resolve."""

    allowed_name: str | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        resolver = super().from_crawler(crawler, reactor)
        origin = crawler.settings.get("NEWSARCHIVE_ORIGIN")
        resolver.allowed_name = urlsplit(origin).hostname if origin else None
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":
        answer = super().getHostByName(name, timeout)
        answer.addCallback(self._vet, name)
        return answer

    def _vet(self, address: Any, name: str) -> Any:
        if name != self.allowed_name and not is_public(str(address)):
            raise RefusedAddress(f"{name} was refused: it leads to {address}, which is not public.", url=name)
        return address
