"""HTTP with manners: robots.txt, pace, retries, caps and typed problems."""
