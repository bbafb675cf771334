"""Chains of re-adverts: the same post advertised again, by another advert, after its round had ended."""

import sqlite3
from collections.abc import Collection


def chain(connection: sqlite3.Connection, postings: Collection[int]) -> None:
    """Link the jobs of these postings to the rounds before and after them."""
