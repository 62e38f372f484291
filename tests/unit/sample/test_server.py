"""The server really serves: over sockets, with the standard library's client."""

import gzip
import http.client
import socket
import threading

import pytest

from newsarchive.errors import ConfigError
from newsarchive.sample.server import SampleServer, serve
from newsarchive.sample.site import Site

SEED = 1491917573


@pytest.fixture
def site(clock):
    return Site(clock=clock)


@pytest.fixture
def server(site):
    with serve(site) as running:
        yield running


def get(server: SampleServer, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(server.origin.removeprefix("http://"), timeout=5)
    try:
        connection.request(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_serves_the_seed_article_at_its_path(server):
    path = (
        "/tin-tuc/doi-moi-sang-tao-viec-to-chuc-hoc-tap-quan-triet-va-tuyen-truyen-cac-nghi-quyet"
        "-chi-thi-ket-luan-c-1491917573"
    )
    response, body = get(server, path)
    assert response.status == 200
    assert "Sáng 26/1, Quận ủy Quận 5 tổ chức Hội nghị Tổng kết" in body.decode()


def test_any_slug_leads_to_the_article_of_the_id(server):
    assert get(server, f"/tin-tuc/khac-{SEED}")[0].status == 200


def test_packs_when_accepted(server, site):
    path = site.article(SEED).path
    response, packed = get(server, path, Accept_Encoding="gzip")
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed) == get(server, path)[1]


def test_unchanged_page_is_304(server, site):
    path = site.article(SEED).path
    first, _ = get(server, path)
    again, body = get(server, path, If_None_Match=first.headers["ETag"])
    assert (again.status, body) == (304, b"")
    assert get(server, path, If_Modified_Since=first.headers["Last-Modified"])[0].status == 304
    site.edit(SEED, title="Tiêu đề đã sửa")
    assert get(server, path, If_None_Match=first.headers["ETag"])[0].status == 200


def test_connection_is_kept(server):
    connection = http.client.HTTPConnection(server.origin.removeprefix("http://"), timeout=5)
    for _ in range(3):
        connection.request("GET", "/")
        connection.getresponse().read()
        sock = connection.sock
        assert sock is not None
    connection.close()
    assert server.site.peak == {server.origin.removeprefix("http://"): 1}


def test_request_log(server, site):
    get(server, "/robots.txt", User_Agent="thử/1.0".encode().decode("latin-1"))
    record = site.requests[-1]
    assert (record.method, record.path, record.status) == ("GET", "/robots.txt", 200)
    assert record.ended is not None
    assert record.ended >= record.started


def test_unknown_is_404_and_post_405(server):
    assert get(server, "/khong-co")[0].status == 404
    connection = http.client.HTTPConnection(server.origin.removeprefix("http://"), timeout=5)
    connection.request("POST", "/", headers={"Connection": "close"})
    assert connection.getresponse().status == 405
    connection.close()


def test_reset_truncate_and_drip(server, site):
    path = site.article(SEED).path
    site.fault(path, "reset", times=1)
    with pytest.raises(ConnectionResetError):
        get(server, path)
    site.fault(path, "truncate", times=1)
    with pytest.raises(http.client.IncompleteRead):
        get(server, path)
    site.fault("/robots.txt", "drip", seconds=0.001)
    assert get(server, "/robots.txt")[1].startswith(b"User-agent")
    assert get(server, path)[0].status == 200


def test_port_in_use_is_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            pytest.raises(ConfigError, match=f"Port {port} on 127.0.0.1 cannot be used"),
            serve(Site(), port),
        ):
            pass


def test_leaves_no_thread_and_no_port(site):
    before = threading.active_count()
    with serve(site) as server:
        site.fault("/", "drip", seconds=5.0)
        held = socket.create_connection(("127.0.0.1", server.server_address[1]))
        held.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        held.recv(20)
    held.close()
    assert threading.active_count() == before
    with pytest.raises(ConnectionRefusedError):
        get(server, "/")


def test_requests_at_once_are_counted(clock):
    site = Site(clock=clock, latency=0.2)
    with serve(site) as server:
        readers = [threading.Thread(target=get, args=(server, "/robots.txt")) for _ in range(3)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    assert list(site.peak.values()) == [3]
