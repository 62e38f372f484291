"""Addresses that a crawl must never connect to."""

import pytest

from newsarchive.fetch.guard import RefusedAddress, is_public, refuse_unless_allowed

PRIVATE = ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1",
           "fe80::1", "fc00::1", "::ffff:127.0.0.1", "224.0.0.1", "2002:7f00:1::", "not an address"]  # fmt: skip
REFUSED = ["file:///etc/passwd", "ftp://thanhuytphcm.vn/x", "data:text/html,x", "http://localhost/", "http://localhost.:80/x",
           "http://127.0.0.1:8000/", "http://[::1]/", "http://0x7f.1/", "http://2130706433/", "http://127.1/",
           "http://printer/", "http://router.local/", "http:///x", "http://a.localhost/"]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_public_addresses_are() -> None:
    assert is_public("203.162.4.190")
    assert is_public("2405:4800::1")


@pytest.mark.parametrize("url", REFUSED)
def test_refused(url: str) -> None:
    with pytest.raises(RefusedAddress):
        refuse_unless_allowed(url, None)


def test_exactly_the_origin_is_allowed() -> None:
    origin = "http://127.0.0.1:8000"
    refuse_unless_allowed("http://127.0.0.1:8000/tin-tuc/a-1491917573", origin)
    for near in ("http://127.0.0.1:8001/", "https://127.0.0.1:8000/", "http://127.0.0.2:8000/"):
        with pytest.raises(RefusedAddress):
            refuse_unless_allowed(near, origin)


def test_ordinary_sites_are_allowed() -> None:
    for url in (
        "https://www.thanhuytphcm.vn/nhom-tin/quan-1-1197604608",
        "http://203.162.4.190/",
        "https://a.vn:8443/x",
    ):
        try:
            refuse_unless_allowed(url, None)
        except RefusedAddress as error:
            pytest.fail(str(error))
