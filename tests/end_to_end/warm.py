"""Commands in processes of their own, without the second that each takes to import the libraries it stands on.

    python tests/end_to_end/warm.py DESCRIPTOR

imports them once, with those rooms of the program that know nothing of settings, environment and terminal, and forks
for every command it is asked for. Each command reads its settings, opens its outputs and meets its signals like one
that a shell started; tests of the start itself use a fresh interpreter.
"""

import gc
import importlib
import json
import os
import resource
import runpy
import signal
import socket
import struct
import sys
from contextlib import suppress
from typing import Any

BEFOREHAND = (
    "scrapy", "scrapy.cmdline", "scrapy.commands.crawl", "scrapy.crawler", "scrapy.spiderloader",
    "scrapy.utils.project", "scrapy.core.engine", "scrapy.core.downloader", "scrapy.core.downloader.handlers.http11",
    "scrapy.core.scraper", "scrapy.downloadermiddlewares.robotstxt", "scrapy.extensions.throttle",
    "scrapy.extensions.memusage", "scrapy.extensions.feedexport", "scrapy.pipelines.media",
    "twisted.internet.asyncioreactor", "twisted.web.client", "twisted.names.client",
    "parsel", "lxml.html", "itemadapter", "w3lib.url", "protego", "dateparser", "sqlite_utils", "warcio", "vnlunar",
    "click", "rich.console", "rich.table", "rich.text", "rich.markup",
    "newsarchive.extraction", "newsarchive.frontier.session", "newsarchive.pipelines.steps", "newsarchive.fetch.spider",
    "newsarchive.fetch.capture", "newsarchive.fetch.handler", "newsarchive.fetch.downloader",
    "newsarchive.fetch.politeness", "newsarchive.frontier.scheduler", "newsarchive.archive.intake",
    "newsarchive.archive.reextract", "newsarchive.report.after", "newsarchive.query.search",
    "newsarchive.query.changes", "newsarchive.fixity.verify", "newsarchive.export.csv", "newsarchive.export.warc",
    "asyncio", "concurrent.futures", "csv", "difflib", "email", "gzip", "http.client", "sqlite3", "tempfile",
    "tomllib", "urllib.request", "zipfile", "zoneinfo",
)  # fmt: skip


def main() -> None:
    """Fork for each command until the other side of the socket is closed."""
    for name in BEFOREHAND:
        importlib.import_module(name)
    assert not {"newsarchive.settings", "newsarchive.cli", "twisted.internet.reactor"} & set(sys.modules)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=int(sys.argv[1]))
    while True:
        _, descriptors, _, _ = socket.recv_fds(control, 1, 4)
        if not descriptors:
            break
        if os.fork() == 0:
            control.close()
            attend(*descriptors)
            return
        for each in descriptors:
            os.close(each)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def attend(talk: int, *standard: int) -> None:
    """Run one command; tell its process and how it ended."""
    line = socket.socket(fileno=talk)
    with line.makefile("r", encoding="utf-8") as file:
        asked = json.loads(file.readline())
    command = os.fork()
    if command == 0:
        line.close()
        become(asked, standard)
        return
    line.sendall(struct.pack("i", command))
    _, status = os.waitpid(command, 0)
    with suppress(BrokenPipeError):  # nobody waits for it
        line.sendall(struct.pack("i", os.waitstatus_to_exitcode(status)))
    os._exit(0)


def become(asked: dict[str, Any], standard: tuple[int, ...]) -> None:
    """What `python -m MODULE WORDS` does, from here on."""
    for number, each in enumerate(standard):
        os.dup2(each, number)
        os.close(each)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    own = 1 + len(_folders(os.environ))
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    if asked["largest_file"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["largest_file"],) * 2)
    sys.path[:own] = [asked["folder"], *_folders(os.environ)]
    sys.argv = [asked["module"], *asked["words"]]
    runpy.run_module(asked["module"], run_name="__main__", alter_sys=True)


def _folders(environment: Any) -> list[str]:
    return [folder for folder in environment.get("PYTHONPATH", "").split(os.pathsep) if folder]


if __name__ == "__main__":
    main()
