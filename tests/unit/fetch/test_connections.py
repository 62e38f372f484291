"""Who a crawl connects to: names that lead elsewhere, names that change, peers that are not what the name said."""

import subprocess
import sys
from pathlib import Path

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from newsarchive.fetch.guard import GuardedFactory, RefusedAddress, guarded_factory, is_public
from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

CARRIED = [
    "64:ff9b::7f00:1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "::127.0.0.1",
    "2002:a00:1::1",
    "fe80::1%eth0",
]

PROGRAM = '''
import sys
from unittest.mock import patch
import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from newsarchive import settings as ours

answers = iter(sys.argv[3].split(","))
def resolve(name):
    """The name server of this test: one answer a look-up."""
    return next(answers)

class Probe(scrapy.Spider):
    name = "probe"
    async def start(self):
        for number in range(len(sys.argv[3].split(","))):
            url = f"{sys.argv[1]}://bao.example.vn:{sys.argv[2]}/robots.txt?{number}"
            yield scrapy.Request(url, errback=self.failed)
    def parse(self, response):
        print("ANSWERED", response.status)
    def failed(self, failure):
        print("REFUSED" if type(failure.value).__name__ == "RefusedAddress" else repr(failure.value))

process = AsyncCrawlerProcess({
    "TWISTED_DNS_RESOLVER": sys.argv[4], "DOWNLOAD_HANDLERS": ours.DOWNLOAD_HANDLERS, "DNSCACHE_ENABLED": False,
    "LOG_LEVEL": "CRITICAL", "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0, "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False, "RETRY_ENABLED": False, "DOWNLOAD_TIMEOUT": 5,
})
process.crawl(Probe)
with patch("socket.gethostbyname", resolve):
    process.start()
'''


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("probe") / "probe.py"
    path.write_text(PROGRAM, encoding="utf-8")
    return path


def probe(program: Path, *arguments: object) -> list[str]:
    done = subprocess.run(
        [sys.executable, program, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.split()


GUARDED = "newsarchive.fetch.guard.GuardedResolver"
UNGUARDED = "scrapy.resolver.CachingThreadedResolver"


@pytest.mark.parametrize("resolver", [GUARDED, UNGUARDED], ids=["at the name", "at the peer alone"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_name_that_leads_inside_is_refused(program: Path, scheme: str, resolver: str) -> None:
    site = Site()
    with serve(site) as server:
        port = server.origin.rsplit(":", 1)[1]
        assert probe(program, scheme, port, "127.0.0.1,127.0.0.1", resolver) == ["REFUSED", "REFUSED"]
    assert list(site.requests) == []


@pytest.mark.parametrize("address", CARRIED)
def test_addresses_inside_of_others_are_seen_through(address: str) -> None:
    assert not is_public(address)


def test_the_peer_is_looked_at_before_a_byte_is_sent() -> None:
    factory = GuardedFactory(lambda protocol: None, "test")
    factory.buildProtocol(IPv4Address("TCP", "203.162.4.190", 443))
    factory.buildProtocol(IPv6Address("TCP", "2405:4800::1", 443))
    for peer in (
        IPv4Address("TCP", "10.0.0.1", 80),
        IPv6Address("TCP", "::1", 80),
        IPv6Address("TCP", "fc00::1", 80),
    ):
        with pytest.raises(RefusedAddress):
            factory.buildProtocol(peer)


def test_of_loopback_exactly_the_origin_is_a_peer() -> None:
    factory = guarded_factory("http://127.0.0.1:8000")(lambda protocol: None, "test")
    factory.buildProtocol(IPv4Address("TCP", "127.0.0.1", 8000))
    for host, port in (("127.0.0.1", 8001), ("127.0.0.2", 8000)):
        with pytest.raises(RefusedAddress):
            factory.buildProtocol(IPv4Address("TCP", host, port))
