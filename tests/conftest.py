"""What every test may rely on: nothing leaves this machine."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile(
    "suite", deadline=None
)  # speed is shown by benchmarks, not by a busy machine's mood
settings.load_profile("suite")

SHARED = Path(__file__).parents[1] / "../shared"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that connects to another machine fails instead."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in _LOOPBACK:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield


@pytest.fixture
def shared() -> Path:
    """The collected cases beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the collected cases (a folder `shared` beside the checkout) are not here")
    return SHARED
