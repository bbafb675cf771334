"""Fixtures of the hostile servers: import them into a conftest.py."""

from collections.abc import Iterator

import pytest

from tests.servers.certificates import Certificates, make_certificates
from tests.servers.hostile import Hostile


@pytest.fixture(scope="session")
def hostile() -> Iterator[Hostile]:
    """All misbehaving sites; its log goes on over the whole session, so use Hostile() where a count matters."""
    with Hostile() as sites:
        yield sites


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))
