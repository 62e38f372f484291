"""SIGKILL at random moments, many times over, and the proof that nothing was lost or doubled.

    python -m bench.kills [KILLS] [PAGES]      (50 kills, 1,000 pages)

The suite runs the short form (tests/store/test_kills.py).
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from newsarchive.fixity.verify import verify
from tests.store.archive_builder import query

ROOT = Path(__file__).parents[1]


def run(path: Path, pages: int, seconds: float | None) -> int:
    """One writer, killed after so many seconds; None lets it finish. Gives its exit code."""
    command = [sys.executable, "-m", "tests.store.kill_writer", str(path), str(pages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        process.stdout.readline()
        if seconds is not None:
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
        return process.wait()


def main(arguments: list[str]) -> int:
    kills = int(arguments[0]) if arguments else 50
    pages = int(arguments[1]) if len(arguments) > 1 else 1000
    chance = random.Random(6)
    damaged = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        killed = 0
        for _ in range(kills):
            killed += run(path, pages, chance.uniform(0, 0.3)) == -signal.SIGKILL
            damaged += not verify(path).ok
        run(path, pages, None)
        report = verify(path)
        articles, ids, revisions = query(
            path, "SELECT count(*), count(DISTINCT source_id), (SELECT count(*) FROM revisions) FROM articles"
        )[0]
        adopted, cut = (
            query(path, "SELECT count(*) FROM findings WHERE code = ?", code)[0][0]
            for code in ("warc-orphan", "warc-tail-cut")
        )
        files = sorted(str(file) for file in (path.parent / "warc").glob("*.warc.gz"))
        check = subprocess.run([sys.executable, "-m", "warcio.cli", "check", *files], check=False).returncode
    print(f"{killed} of {kills} runs killed at work; verify found damage after {damaged} of them")
    print(f"{articles} articles of {pages}, {ids} ids, {revisions} revisions; {len(files)} WARC files")
    print(f"tails cut and records adopted were told of: {cut}, {adopted}; warcio check exits {check}")
    ok = report.ok and not damaged and articles == ids == revisions == pages and check == 0
    print("all whole" if ok else f"DAMAGE: {[str(each) for each in report.damages]}")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
