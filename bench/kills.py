"""A crawl that is killed again and again: nothing lost, nothing doubled, nothing asked for twice.

    python bench/kills.py [--articles 2000] [--kills 20] [--seed 1]

Kills `newsarchive crawl` with SIGKILL at random moments, and once during each of: the write of a WARC record, a commit,
the settling of a listing page (there the process kills itself, at the worst place). Then one run to the end. Fails
unless: every article is there once; the last run exits 0; no finished page was asked for again but those in flight;
integrity_check, foreign_key_check and `newsarchive verify` find nothing; `warcio check` finds nothing.
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from newsarchive.frontier.session import MAX_SETTLING
from newsarchive.sample.scale import ScaledShelf
from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

SITE = "thanhuytphcm"
IN_FLIGHT = 16 + MAX_SETTLING
"""So many pages may be asked for (`CONCURRENT_REQUESTS`) or read, and not yet settled, when a kill comes."""
MOMENTS = ("warc-write", "commit", "listing")
SUICIDE = """
import os, random, signal, sys
from newsarchive.archive import desk, live, settle
from newsarchive.warc import writer

moment, chance = sys.argv[1], random.Random(int(sys.argv[2]))
left = [chance.randint(3, 60) if moment != "listing" else chance.randint(2, 9)]

def die_in_time():
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)

if moment == "warc-write":
    class Torn(writer.WarcFile):
        def _append(self, record):
            left[0] -= 1
            if left[0] == 0:
                member = b"\\x1f\\x8b\\x08\\x00" + os.urandom(200)
                self._file.write(member)
                os.kill(os.getpid(), signal.SIGKILL)
            return super()._append(record)
    live.WarcFile = Torn
elif moment == "commit":
    class Torn:
        def __init__(self, connection): self._connection = connection
        def __getattr__(self, name): return getattr(self._connection, name)
        def execute(self, sql, *values):
            if sql == "COMMIT":
                die_in_time()
            return self._connection.execute(sql, *values)
    begin = desk.WriteDesk.__init__
    desk.WriteDesk.__init__ = lambda self, connection, before: begin(self, Torn(connection), before)
else:
    listing = settle._OUTCOMES["listing"]
    def torn(db, visit, again):
        change = listing(db, visit, again)
        die_in_time()
        return change
    settle._OUTCOMES["listing"] = torn

from newsarchive.cli.main import main
sys.argv = ["newsarchive", *sys.argv[3:]]
sys.exit(main())
"""


class Trial:
    """One replica and one archive that crawls are killed over."""

    def __init__(self, folder: Path, site: Site, origin: str, seed: int) -> None:
        self.db = folder / "archive.db"
        self.site = site
        self._words = ["crawl", SITE, "--db", str(self.db), "--origin", origin]
        self._random = random.Random(seed)
        self._program = folder / "suicide.py"
        self._program.write_text(SUICIDE, encoding="utf-8")
        self.again: Counter[str] = Counter()
        self.worst = 0

    def kill_at_random(self, least: float, most: float) -> bool:
        """Start a crawl and kill it some time after its first request; False where it was done before."""
        asked = len(self.site.requests)
        process = self._start("-m", "newsarchive")
        while len(self.site.requests) == asked and process.poll() is None:
            time.sleep(0.005)
        time.sleep(self._random.uniform(least, most))
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    def kill_in(self, moment: str) -> bool:
        """Let a crawl kill itself inside of one of `MOMENTS`; False where it never came there."""
        process = self._start(str(self._program), moment, str(self._random.randrange(10**6)))
        return process.wait() == -signal.SIGKILL

    def last_run(self) -> int:
        """One run to the end; gives its exit code."""
        return self._start("-m", "newsarchive").wait()

    def finished(self) -> set[str]:
        """Addresses (path and query) of articles that the archive has."""
        if not self.db.exists():
            return set()
        with closing(sqlite3.connect(self.db)) as connection:
            try:
                found = connection.execute(
                    "SELECT url FROM pages WHERE kind = 'article' AND state = 'fetched'"
                )
                return {"/" + url.split("/", 3)[3] for (url,) in found}
            except sqlite3.OperationalError:
                return set()

    def step(self, kill: object) -> None:
        """Note what finished articles are asked for again by the next runs."""
        done, before = self.finished(), len(self.site.requests)
        assert callable(kill)
        kill()
        asked = Counter(request.path for request in list(self.site.requests)[before:])
        repeated = Counter({path: count for path, count in asked.items() if path in done})
        self.again += repeated
        self.worst = max(self.worst, repeated.total())

    def problems(self, exit_code: int) -> list[str]:
        """All that is not as it should be after the last run."""
        found = [] if exit_code == 0 else [f"the last run ended with {exit_code}"]
        with closing(sqlite3.connect(self.db)) as db:
            stored = [key for (key,) in db.execute("SELECT source_id FROM articles")]
            if sorted(stored) != sorted(self.site.truth()):
                found.append(f"{len(stored)} articles stored, {len(self.site.truth())} stand on the site")
            for pragma, good in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
                if db.execute(f"PRAGMA {pragma}").fetchall() != good:
                    found.append(pragma)
            if db.execute("SELECT count(*) FROM pages WHERE state = 'pending'").fetchone()[0]:
                found.append("pages are still pending")
        if self.worst:
            found.append(f"{self.again.total()} finished articles were asked for again: {dict(self.again)}")
        files = sorted(map(str, (self.db.parent / "warc").iterdir()))
        for words in (
            (sys.executable, "-m", "warcio.cli", "check", *files),
            (sys.executable, "-m", "newsarchive", "verify", "--db", str(self.db)),
        ):
            done = subprocess.run(words, check=False, capture_output=True, text=True, env=_environment())
            if done.returncode:
                found.append(f"{' '.join(words[2:4])}: {done.stdout[-500:]}{done.stderr[-500:]}")
        return found

    def _start(self, *command: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, *command, *self._words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
    return kept | {"PYTHONPATH": str(Path(__file__).parents[1])}


def run(
    folder: Path,
    site: Site,
    kills: int,
    seed: int,
    span: tuple[float, float],
    moments: Sequence[str] = MOMENTS,
) -> tuple[Trial, int, list[str]]:
    """All kills, then the last run; gives the trial, how many kills struck, and the problems found."""
    with serve(site) as server:
        trial = Trial(folder, site, server.origin, seed)
        struck: list[bool] = []
        for moment in moments:
            trial.step(lambda moment=moment: struck.append(trial.kill_in(moment)))
        for _ in range(kills):
            trial.step(lambda: struck.append(trial.kill_at_random(*span)))
        codes: list[int] = []
        trial.step(lambda: codes.append(trial.last_run()))
    return trial, sum(struck), trial.problems(codes[0])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--seconds", type=float, nargs=2, default=(0.2, 4.0), help="between first request and kill"
    )
    given = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        site = Site(ScaledShelf(given.articles), cached_pages=3 * given.articles)
        trial, struck, problems = run(Path(folder), site, given.kills, given.seed, tuple(given.seconds))
        asked = Counter(request.path for request in site.requests if request.path.startswith("/tin-tuc/"))
    twice = sum(count - 1 for count in asked.values())
    print(
        f"{given.articles} articles, {struck} kills of {given.kills + len(MOMENTS)} struck (one in each of"
        f" {', '.join(MOMENTS)}): {len(asked)} articles asked for, {twice} requests more than once (in flight when"
        f" killed, at most {IN_FLIGHT} a kill), {trial.again.total()} of finished ones;"
        f" {time.monotonic() - started:.0f} s"
    )
    if twice > IN_FLIGHT * struck:
        problems.append(f"{twice} articles were in flight at {struck} kills")
    sys.exit("\n".join(problems) if problems else 0)


if __name__ == "__main__":
    main()
