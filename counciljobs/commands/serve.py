"""``counciljobs serve``: browse and query the file in a browser."""

import click

from counciljobs.errors import NOTHING_DONE, Stop
from counciljobs.helptext import help_of
from counciljobs.output import note
from counciljobs.session import session_of

HELP = help_of(
    "Browse and query the store in a browser: a front page in numbers, a search, a page for each job with its history, "
    "a map, charts, questions with their SQL, and every table, with CSV, JSON and feeds to take away. Reads only; "
    "collecting may go on meanwhile. It answers on this machine alone unless --host says otherwise. Needs the extra "
    "counciljobs[serve].",
    "counciljobs serve",
    "counciljobs --db snapshot.db serve --host 0.0.0.0 --port 8080",
)
PORT = 8001


@click.command("serve", help=HELP)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to answer on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, metavar="PORT", help="Its port."
)
@click.pass_context
def serve(context: click.Context, *, host: str, port: int) -> None:
    """Check the store, then serve it until Ctrl-C."""
    from counciljobs.stores import existing  # noqa: PLC0415

    session = session_of(context)
    path = session.settings.db
    existing(path).close()
    try:
        import uvicorn  # noqa: PLC0415

        from counciljobs.browsing import browsable  # noqa: PLC0415
    except ImportError:
        raise Stop("serve needs Datasette: install counciljobs[serve].") from None
    app = browsable(path)
    _free(host, port)
    if not session.quiet:
        note(f"Serving {path} on http://{host}:{port}/; Ctrl-C ends it.")
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def _free(host: str, port: int) -> None:
    """Look whether the port can be had, so that it is told in a sentence."""
    import socket  # noqa: PLC0415

    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        why = error.strerror or error
        raise Stop(f"{host}:{port} can't be used ({why}): choose another --port.", NOTHING_DONE) from None
