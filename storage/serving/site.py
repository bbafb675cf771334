"""Datasette over one store: read-only, described by the data dictionary, with limits that keep it standing."""

import sys
from pathlib import Path

from datasette.app import Datasette  # type: ignore[import-untyped]
from datasette.plugins import pm  # type: ignore[import-untyped]

from storage.serving import plugin
from storage.serving.described import described
from storage.serving.outfit import NAME, OUTFITS, Outfit

HERE = Path(__file__).parent
SETTINGS = {
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 3000,  # over a million jobs every question of ours takes a tenth of it
    "facet_time_limit_ms": 1500,
    "suggest_facets": False,  # a query a column, for each page
    "allow_download": False,  # a file in WAL mode is not whole without its log: --publish makes copies
    "max_csv_mb": 200,
    "num_sql_threads": 4,
    "default_cache_ttl": 0,  # collecting goes on while it serves
}


def site(path: Path, outfit: Outfit) -> Datasette:
    """Return the prepared Datasette over a store; its ``app()`` is the ASGI application."""
    _quieten()
    if not pm.is_registered(plugin):
        pm.register(plugin, name="counciljobs")
    made = Datasette(
        files=[],
        settings=SETTINGS,
        metadata=described(NAME),
        template_dir=str(HERE / "templates"),
        static_mounts=[("house", str(HERE / "static"))],
    )
    made.add_database(plugin.reading(made, path), name=NAME)
    OUTFITS[made] = outfit
    made.client.app = made.app()  # the client it made for itself is older than our pages
    return made


def _quieten() -> None:
    """Keep Datasette from printing a traceback, with all values in it, for every mistyped query."""
    vars(sys.modules["datasette.handle_exception"])["rich"] = None
