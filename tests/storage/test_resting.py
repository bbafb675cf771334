"""Between two runs nothing is kept in memory that only saved time within one."""

import functools
import pkgutil
from importlib import import_module
from pathlib import Path

from storage import matching
from storage.resting import remembered, rest
from storage.store import Store


def test_every_memory_of_matching_is_known() -> None:
    modules = [import_module(f"storage.matching.{one.name}") for one in pkgutil.iter_modules(matching.__path__)]
    kept = {
        id(value)
        for module in modules
        for value in vars(module).values()
        if isinstance(value, functools._lru_cache_wrapper)
    }
    assert {id(one) for one in remembered()} == kept


def test_what_was_remembered_is_given_back_and_the_store_goes_on(tmp_path: Path) -> None:
    one = matching.Item(source="a", ref="1", title="Planning Officer", recruiter="Sandwell", text="One. Two.")
    assert matching.filing(matching.profile_of(one)).keys
    assert any(one.cache_info().currsize for one in remembered())
    with Store.open(tmp_path / "a.db") as store:
        rest(store)
        assert store.check() == []
    assert not any(one.cache_info().currsize for one in remembered())
