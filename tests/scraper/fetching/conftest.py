"""Fixtures of the fetching tests."""

from tests.servers.fixtures import certificates, hostile

__all__ = ["certificates", "hostile"]
