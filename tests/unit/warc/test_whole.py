"""What is made under a passing name: whole or not at all, also after a kill and beside another program."""

import os
from pathlib import Path

import pytest

from newsarchive.errors import InUse
from newsarchive.warc.whole import made_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_appears_once_everything_is_in_it(tmp_path: Path) -> None:
    with made_whole(tmp_path / "out" / "bag") as bag:
        bag.mkdir()
        (bag / "a").write_text("a")
        bag.with_name("aside").write_text("not part of it")
        assert names(tmp_path / "out") == ["bag.part"]
    assert names(tmp_path / "out") == ["bag"]
    assert names(tmp_path / "out" / "bag") == ["a"]


def test_nothing_is_left_of_what_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyError), made_whole(tmp_path / "bag") as bag:
        bag.mkdir()
        raise KeyError
    assert names(tmp_path) == []


def test_what_a_killed_program_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / "bag.part" / "bag" / "data"
    left.mkdir(parents=True)
    (left / "half").write_text("half")
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "bag.part" / "link").symlink_to(tmp_path / "mine")
    with made_whole(tmp_path / "bag") as bag:
        bag.write_text("whole")
    assert names(tmp_path) == ["bag", "mine"]


def test_another_program_that_makes_it_is_left_alone(tmp_path: Path) -> None:
    with made_whole(tmp_path / "bag") as bag:
        bag.write_text("first")
        with pytest.raises(InUse, match="Another program"), made_whole(tmp_path / "bag"):
            pass
    assert (tmp_path / "bag").read_text() == "first"


def test_an_empty_folder_is_filled_also_where_it_is_the_present_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with made_whole(Path(".")) as path:
        path.mkdir()
        (path / "a").write_text("a")
    assert names(tmp_path / "here") == ["a"]
    os.chdir(tmp_path)
