"""What tests of the archive share."""

from pathlib import Path

import pytest


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where an archive is to be; nothing is there yet."""
    return tmp_path / "archive" / "a.db"
