"""Fetching council job pages, reading them and normalising what they say."""
