"""Scrapy's side of the crawl benchmark: the same pages, the same fields, an item pipeline into SQLite."""

import json
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from benchmarks.site import host

COLUMNS = (
    "source",
    "ref",
    "url",
    "title",
    "reference",
    "posted",
    "closes",
    "contract",
    "recruiter",
    "place",
    "pay",
    "body",
)


class Careers(scrapy.Spider):
    """Follows each listing's links and reads the JobPosting of each detail page."""

    name = "careers"

    def __init__(self, hosts: int, port: int) -> None:
        super().__init__()
        self.hosts, self.port = hosts, port

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Yield one request a host."""
        for n in range(self.hosts):
            yield scrapy.Request(f"http://{host(n)}:{self.port}/jobs")

    def parse(self, response: Response) -> Iterator[scrapy.Request]:
        """Yield a request an advert."""
        for link in response.css("li.job a::attr(href)").getall():
            yield response.follow(link, self.parse_detail)

    def parse_detail(self, response: Response) -> Iterator[dict[str, Any]]:
        """Yield the fields of one JobPosting."""
        posting = json.loads(response.css('script[type="application/ld+json"]::text').get() or "{}")
        pay = posting["baseSalary"]["value"]
        address = posting["jobLocation"]["address"]
        yield {
            "source": response.url.split("/")[2],
            "ref": response.url.split("/")[4],
            "url": response.url,
            "title": posting["title"],
            "reference": posting["identifier"]["value"],
            "posted": posting["datePosted"],
            "closes": posting["validThrough"],
            "contract": posting["employmentType"],
            "recruiter": posting["hiringOrganization"]["name"],
            "place": f"{address['addressLocality']}, {address['postalCode']}",
            "pay": f"{pay['minValue']} - {pay['maxValue']} {pay['unitText']}",
            "body": posting["description"],
        }


class IntoSqlite:
    """Upserts each item; one commit at the end, which is the quickest a pipeline can be."""

    def open_spider(self) -> None:
        """Open the file."""
        self.connection = sqlite3.connect(sys.argv[4])
        self.connection.execute(f"create table adverts ({', '.join(COLUMNS)}, primary key (source, ref))")

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Write one item."""
        marks = ", ".join(f":{name}" for name in COLUMNS)
        self.connection.execute(f"insert into adverts values ({marks}) on conflict do update set title = :title", item)
        return item

    def close_spider(self) -> None:
        """Commit and close."""
        self.connection.commit()
        self.connection.close()


def main() -> None:
    """Crawl: arguments are hosts, port, concurrency, database."""
    hosts, port, concurrency = (int(word) for word in sys.argv[1:4])
    Path(sys.argv[4]).unlink(missing_ok=True)
    process = CrawlerProcess(
        {
            "ROBOTSTXT_OBEY": True,
            "CONCURRENT_REQUESTS": concurrency,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
            "DOWNLOAD_DELAY": 0,
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
            "RETRY_ENABLED": True,
            "ITEM_PIPELINES": {IntoSqlite: 100},
        }
    )
    _ = process.crawl(Careers, hosts=hosts, port=port)
    process.start()


if __name__ == "__main__":
    main()
