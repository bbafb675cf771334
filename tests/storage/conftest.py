"""What the store's tests share."""

from pathlib import Path

import pytest

from tests.storage.making import Diary


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    return Diary(tmp_path / "counciljobs.db")
