"""What is crawled next, and when again: the Scrapy scheduler over the `pages` table."""
