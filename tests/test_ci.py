"""What runs before a merge: the tests, and beside them a look at the advisories that fails for what they name alone."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

NAMED = "Found 1 known vulnerability in 1 package"
TOOLS = ("bash", "dirname", "mktemp", "timeout", "rm", "cat", "sh", "sleep")


def command(folder: Path, name: str, does: str) -> None:
    """Leave a command in a folder that stands for a tool."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(0o755)


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """Give a folder of commands in which make test passes, and nothing can be installed."""
    for name in TOOLS:
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    command(tmp_path, "chromium", "exit 0")
    command(tmp_path, "make", 'echo "make $*"')
    return tmp_path


def ci(tools: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(tools), "AUDIT_SECONDS": "1"}
    return subprocess.run([ROOT / ".ci" / "run"], env=environment, capture_output=True, text=True, check=False)


def test_without_the_tool_only_the_tests_run(tools: Path) -> None:
    ran = ci(tools)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "make test\n", "")


def test_with_the_tool_the_advisories_are_asked_too(tools: Path) -> None:
    command(tools, "pip-audit", "exit 0")
    ran = ci(tools)
    assert (ran.returncode, ran.stdout) == (0, "make test\nmake -s audit\n")


def test_an_advisory_that_names_what_is_locked_fails_the_run(tools: Path) -> None:
    command(tools, "pip-audit", "exit 0")
    command(tools, "make", f'[ "$1" = test ] || {{ echo "{NAMED}"; exit 2; }}')
    ran = ci(tools)
    assert (ran.returncode, ran.stdout) == (2, f"{NAMED}\n")


def test_advisories_that_do_not_answer_fail_nothing(tools: Path) -> None:
    command(tools, "pip-audit", "exit 0")
    command(tools, "make", '[ "$1" = test ] || exec sleep 60')
    ran = ci(tools)
    assert (ran.returncode, ran.stdout) == (0, "Not audited: the advisories did not answer in time.\n")


def test_tests_that_fail_fail_the_run_whatever_the_advisories_say(tools: Path) -> None:
    command(tools, "pip-audit", "exit 0")
    command(tools, "make", '[ "$1" != test ]')
    assert ci(tools).returncode == 1


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize(
    ("audit", "code", "said"),
    [
        ("exit 127", 0, "Not audited: pip-audit is not installed."),
        ("exit 0", 0, "No known weakness is locked."),
        (f'[ "$1" = --version ] || {{ echo "{NAMED}"; exit 1; }}', 2, NAMED),
        ('[ "$1" = --version ] || { echo "connection refused"; exit 1; }', 0, "the advisories can't be reached."),
    ],
)
def test_the_audit_itself_fails_only_for_a_weakness(tmp_path: Path, audit: str, code: int, said: str) -> None:
    command(tmp_path, "audit", audit)
    asked = ["make", "-s", "audit", f"AUDIT={tmp_path / 'audit'}"]
    environment = {"PATH": os.environ["PATH"]}
    ran = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == code
    assert said in ran.stdout
