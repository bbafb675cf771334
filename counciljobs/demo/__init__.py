"""The demonstration: bundled pages served on this machine and collected through the real fetcher, day by day."""
