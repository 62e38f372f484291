"""Captures replay in pywb byte for byte. pywb needs an environment of its own: `NEWSARCHIVE_PYWB` names its bin folder
(docs/archive.md)."""

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.end_to_end.replica import newsarchive
from tests.store.archive_builder import build_sample, query, sample_page, sample_site

PYWB = os.environ.get("NEWSARCHIVE_PYWB")
pytestmark = pytest.mark.skipif(PYWB is None, reason="NEWSARCHIVE_PYWB names no pywb installation")


@contextmanager
def wayback(folder: Path) -> Iterator[int]:
    """pywb over the collections in `folder`; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    command = [f"{PYWB}/wayback", "-p", str(port), "-b", "127.0.0.1"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            for _ in range(300):
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield port
        finally:
            process.terminate()


def test_warc_files_and_packages_replay_byte_for_byte(tmp_path: Path) -> None:
    path = build_sample(tmp_path / "a.db", 4)
    assert newsarchive("export", "wacz", "-o", tmp_path / "out.wacz", "--db", path).code == 0
    manage = f"{PYWB}/wb-manager"
    files = sorted((tmp_path / "warc").glob("*.warc.gz"))
    for name, *what in (("files", *files), ("package", "--unpack-wacz", tmp_path / "out.wacz")):
        subprocess.run([manage, "init", name], cwd=tmp_path, check=True, capture_output=True)
        subprocess.run([manage, "add", name, *map(str, what)], cwd=tmp_path, check=True, capture_output=True)
    ((url, fetched_at),) = query(path, "SELECT url, fetched_at FROM snapshots WHERE id = 2")
    moment = "".join(letter for letter in fetched_at if letter.isdigit())
    body = sample_page(sample_site(), int(url.rsplit("-", 1)[1]))[1]
    with wayback(tmp_path) as port:
        for name in ("files", "package"):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", f"/{name}/{moment}id_/{url}")
            answer = connection.getresponse()
            assert (answer.status, answer.read()) == (200, body), name
            connection.close()
