from pathlib import Path

import pytest

from tests.stored import Stored


@pytest.fixture
def archive(tmp_path: Path) -> Stored:
    return Stored(tmp_path / "archive.db")
