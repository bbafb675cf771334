import pytest

from scraper.platforms import registry


def test_platforms_are_the_modules_and_nothing_else() -> None:
    assert {"jobposting", "feed"} <= set(registry.names())
    assert not {"base", "read", "registry", "helpers"} & set(registry.names())


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    with pytest.raises(registry.UnknownPlatformError, match="jobposting"):
        registry.load("jobpostings")
    with pytest.raises(ValueError, match="feed"):
        registry.load("../../etc/passwd")
