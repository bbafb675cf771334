"""Between runs nothing is remembered that every new advert adds to."""

from importlib import import_module
from pathlib import Path

from scheduler.resting import BY_ADVERT, rest
from scraper.platforms.helpers.urls import canonical
from storage.store import Store


def test_what_was_remembered_of_single_adverts_is_forgotten(tmp_path: Path) -> None:
    modules = [import_module(name) for name in BY_ADVERT]
    canonical("https://jobs.example.gov.uk/job/1")
    kept = [one for module in modules for one in vars(module).values() if hasattr(one, "cache_info")]
    assert any(one.cache_info().currsize for one in kept)
    with Store.open(tmp_path / "s.db") as store:
        rest(store)
    assert [one.cache_info().currsize for one in kept] == [0] * len(kept)
