"""Which network addresses a crawl may connect to: public ones, and exactly the host and port of `--origin`.

Three checks, each of them enough by itself: addresses written as numbers before anything is asked; names where they
become addresses; and the peer of every connection before a byte is sent, so that a name which changes its address
between two look-ups (DNS rebinding) gains nothing.
"""

import ipaddress
from collections.abc import Sequence
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import _LenientHTTP11ClientFactory
from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.web._newclient import HTTP11ClientProtocol

from newsarchive.errors import FetchError

refused_names: dict[str, str] = {}
"""Names that led inside at their last look-up; Twisted tells such a refusal as "does not resolve"."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


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
        ip = _carried(ip) or ip
    return ip.is_global and not ip.is_multicast


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to: mapped, 6to4, Teredo, NAT64, or the old "compatible" form."""
    if ip.teredo:
        return ip.teredo[1]
    if ip in _NAT64 or ip.packed[:12] == bytes(12) and int(ip) > 1:
        return ipaddress.IPv4Address(ip.packed[12:])
    return ip.ipv4_mapped or ip.sixtofour


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
            refused_names[name] = str(address)
            raise RefusedAddress(f"{name} was refused: it leads to {address}, which is not public.", url=name)
        refused_names.pop(name, None)
        return address


class GuardedFactory(_LenientHTTP11ClientFactory):
    """Builds the protocol of a connection once it stands: the last moment to look at who answers.

    For https it is asked before the handshake. `allowed` is the host and port of `--origin`.
    """

    allowed: tuple[str, int] | None = None

    def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:
        host, port = getattr(addr, "host", ""), getattr(addr, "port", 0)
        if not is_public(host) and not self._is_origin(host, port):
            raise RefusedAddress(f"The connection led to {host}, which is not a public address.", url=host)
        return super().buildProtocol(addr)

    def _is_origin(self, host: str, port: int) -> bool:
        if self.allowed is None or port != self.allowed[1]:
            return False
        return host == self.allowed[0] or not _is_number(self.allowed[0])


def guarded_factory(origin: str | None) -> type[GuardedFactory]:
    """The factory for a crawl from `origin`, or from the site itself."""
    if origin is None:
        return GuardedFactory
    parts = urlsplit(origin)
    place = (parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
    return type("OriginFactory", (GuardedFactory,), {"allowed": place})
