"""Commands of `scrapy` that this project answers itself."""
