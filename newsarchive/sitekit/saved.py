"""The pages a site is learned from: files that a person saved, each with the address it was saved from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsarchive.errors import ConfigError
from newsarchive.model.snapshot import Snapshot
from newsarchive.page.address import stated_url
from newsarchive.urls.canonical import is_web_url

ADDRESS_MARK = "="


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedPage:
    """One page as it came."""

    snapshot: Snapshot
    name: str
    """Where it came from, for people: a file name or an address."""

    @property
    def url(self) -> str:
        return self.snapshot.url


def read_saved(words: Sequence[str]) -> list[SavedPage]:
    """Read saved pages. A word is a file, a folder of pages, or `file=address` where a page does
    not state its own address.

    Raises:
        ConfigError: a file cannot be read, or the address of a page is not known.
    """
    return [_read(single) for word in words for single in _files(word)]


def _files(word: str) -> list[str]:
    """A folder stands for the pages in it."""
    folder = Path(word)
    if not folder.is_dir():
        return [word]
    return [
        str(path) for path in sorted(folder.iterdir()) if path.suffix in (".html", ".htm", ".xml", ".rss")
    ]


def _read(word: str) -> SavedPage:
    path, address = _split(word)
    try:
        body = path.read_bytes()
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise ConfigError(f"Cannot read {path}: {error.strerror}.", setting="page", value=word) from error
    url = address or stated_url(body)
    if url is None or not is_web_url(url):
        raise ConfigError(
            f"{path} does not state its address: write --page {path}{ADDRESS_MARK}https://…",
            setting="page",
            value=word,
        )
    return SavedPage(snapshot=Snapshot(url=url, fetched_at=changed, body=body), name=path.name)


def _split(word: str) -> tuple[Path, str | None]:
    """A file name may hold the mark itself, so the address is what follows the last `=http`."""
    at = word.rfind(f"{ADDRESS_MARK}http")
    return (Path(word[:at]), word[at + 1 :]) if at > 0 else (Path(word), None)
