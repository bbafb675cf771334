"""``counciljobs report``: one self-contained page of the state of the market."""

from pathlib import Path

import click

from counciljobs.errors import Stop
from counciljobs.helptext import help_of
from counciljobs.output import note
from counciljobs.session import session_of

FILE = click.Path(path_type=Path)
HELP = help_of(
    "Write the state of the market as one page that stands alone: live jobs by place and service area, pay, time open, "
    "what is hard to fill, and which sources are missing. Every chart has its table; nothing is loaded from elsewhere. "
    "With --images, each drawing is left as an SVG file too.",
    "counciljobs report market.html",
    "counciljobs --db snapshot.db report market.html --images charts",
)


@click.command("report", help=HELP)
@click.argument("out", type=FILE, metavar="OUT.html")
@click.option("--images", type=FILE, metavar="DIR", help="Leave each drawing in this folder as an SVG file.")
@click.pass_context
def report(context: click.Context, *, out: Path, images: Path | None) -> None:
    """Read the store and write the page."""
    from counciljobs.stores import existing  # noqa: PLC0415
    from scraper.reference.land import land  # noqa: PLC0415
    from scraper.reference.occupations import unit_groups  # noqa: PLC0415
    from storage.reporting.report import Outside  # noqa: PLC0415
    from storage.reporting.report import report as written  # noqa: PLC0415
    from storage.writers import in_place  # noqa: PLC0415

    session = session_of(context)
    if images is not None and images.exists() and not images.is_dir():
        raise Stop(f"{images} is a file: name a folder for the drawings.")
    names = {group.code: group.title for group in unit_groups()}
    with existing(session.settings.db) as store:
        made = written(store.connection, Outside(land(), lambda code: names.get(code, code)))
    with in_place(out) as file:
        file.write(made.html.encode())
    if images is not None:
        images.mkdir(parents=True, exist_ok=True)
        for name, drawn in made.drawings.items():
            (images / f"{name}.svg").write_text(drawn, encoding="utf-8")
    if not session.quiet:
        note(f"Wrote {out}." if images is None else f"Wrote {out} and {len(made.drawings)} drawings in {images}.")
