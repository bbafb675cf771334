"""Takes the pictures in docs/images: ``python -m tests.screens``, with Chromium on the machine."""

import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
PAGES = {
    "front": "/",
    "search": "/search",
    "map": "/map",
    "charts": "/charts",
    "questions": "/counciljobs/who_is_hiring",
}
WIDE, NARROW = {"width": 1000, "height": 900}, {"width": 390, "height": 844}


def main() -> None:
    """Play the demonstration, serve it, and take each page at both widths."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = int(taken.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, "-m", "counciljobs", "--quiet"]
        subprocess.run([*program, "demo"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        command = [*program[:-1], "serve", "--port", str(port)]
        with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as served:
            if served.stderr is not None:
                next(served.stderr)
            _take(f"http://127.0.0.1:{port}")
            served.terminate()


def _take(address: str) -> None:
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for width, window in (("wide", WIDE), ("narrow", NARROW)):
            page = browser.new_page(viewport={"width": window["width"], "height": window["height"]})
            for name, path in PAGES.items():
                page.goto(address + path)
                page.screenshot(path=IMAGES / f"{name}-{width}.png")
        browser.close()


if __name__ == "__main__":
    main()
