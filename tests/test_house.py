"""The house style's marks, checked on every file: sizes, docstrings, broad excepts."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = ("counciljobs", "scraper", "storage", "scheduler", "benchmarks")
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
NEEDS_DOCSTRING = 8
BROAD = {"Exception", "BaseException"}
RUN_BOUNDARY = {"scheduler/boundary.py"}
"""The one place where anything may be caught: a source's failure must never stop the run."""


def _files() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def _remembers_without_bound(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Tell whether a function keeps every answer it ever gave, to arguments that a page may make up."""
    names = {one.id for one in function.decorator_list if isinstance(one, ast.Name)}
    return "cache" in names and bool(function.args.args)


def _is_broad(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in BROAD) for kind in kinds)


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_file_keeps_the_house_marks(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert text.count("\n") <= LONGEST_FILE
    for function in _functions(tree):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        assert length <= LONGEST_FUNCTION, f"{function.name} is {length} lines"
        assert not _remembers_without_bound(function), f"{function.name} remembers without a bound"
        if not function.name.startswith("_") and length > NEEDS_DOCSTRING:
            assert ast.get_docstring(function), f"{function.name} has no docstring"
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    allowed = 1 if str(path.relative_to(ROOT)) in RUN_BOUNDARY else 0
    assert sum(map(_is_broad, handlers)) <= allowed
