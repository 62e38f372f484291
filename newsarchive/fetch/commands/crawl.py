"""`scrapy crawl`: arguments that cannot be read are refused in a sentence, before anything is started.

Scrapy makes the spider inside a task of its loop, and would print what it raises as a traceback.
"""

import argparse

from scrapy.commands import crawl
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from newsarchive.errors import ConfigError
from newsarchive.fetch.spider import SiteSpider, read_arguments


class Command(crawl.Command):
    """Scrapy's own, with the arguments read first."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """
        Raises:
            UsageError: no site has that name, or an argument of its spider is not known or cannot be read.
        """
        super().process_options(args, opts)
        if len(args) != 1:
            return
        assert self.settings is not None  # set by Scrapy before it asks
        loader = get_spider_loader(self.settings)
        if args[0] not in loader.list():
            raise UsageError(
                f"There is no site {args[0]!r}; `newsarchive sites` lists them.", print_help=False
            )
        if not issubclass(loader.load(args[0]), SiteSpider):
            return
        try:
            read_arguments(**opts.spargs)
        except ConfigError as error:
            raise UsageError(str(error), print_help=False) from error
