"""What must hold over the repository as a whole: budgets, names, documentation."""

from __future__ import annotations

import ast
import inspect
import re
import statistics
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from policygraph import errors
from policygraph.cli.app import app
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION, MOST_PARAMETERS = 400, 60, 6
LONGEST_QUERY = 40


def _functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_a_module_keeps_to_its_budget(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_FILE
    assert [f.name for f in _functions(path) if _length(f) > LONGEST_FUNCTION] == []


def test_most_modules_and_functions_are_short() -> None:
    lengths = [path.read_text(encoding="utf-8").count("\n") for path in MODULES]
    functions = [_length(function) for path in MODULES for function in _functions(path)]
    assert statistics.median(lengths) <= 120
    assert statistics.quantiles(lengths, n=10)[-1] <= 280
    assert statistics.median(functions) <= 10
    assert statistics.quantiles(functions, n=10)[-1] <= 30


def test_functions_take_few_parameters_unless_they_are_commands() -> None:
    many = [
        f"{path.name}:{function.name}"
        for path in MODULES
        if path.parent.name != "cli"
        for function in _functions(path)
        if len([a for a in function.args.args + function.args.kwonlyargs if a.arg not in ("self", "cls")])
        > MOST_PARAMETERS
    ]
    assert many == []


def test_rules_and_queries_are_short() -> None:
    workspace = Workspace.of(bundled(), bundled())
    files = (*workspace.query_files(), *workspace.rule_files())
    assert [path.name for path in files if path.read_text(encoding="utf-8").count("\n") > LONGEST_QUERY] == []


def test_exit_codes_are_documented_as_they_are() -> None:
    text = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    documented = {name: int(code) for code, name in re.findall(r"^\| (\d) \|.*\| `(\w+)` \|$", text, re.MULTILINE)}
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    tree = [kind for kind in kinds if issubclass(kind, errors.PolicygraphError)]
    own = {kind.__name__: kind.exit_code for kind in tree if "exit_code" in vars(kind)}
    assert documented == own


def test_every_command_teaches_with_an_explanation() -> None:
    group = get_command(app)
    commands = getattr(group, "commands", {})
    assert set(commands) == {
        "audit",
        "analysis",
        "build",
        "coverage",
        "evidence",
        "format",
        "init",
        "locate",
        "number",
        "query",
        "resolve",
        "serve",
        "trace",
        "validate",
    }
    assert [name for name, command in commands.items() if len(command.help or "") < 60] == []


def test_every_command_is_in_the_readme_or_a_document() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert [name for name in getattr(get_command(app), "commands", {}) if f"policygraph {name}" not in text] == []


def test_links_between_documents_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "data").rglob("*.md")]
    links = [(p, link) for p in pages for link in re.findall(r"\]\(([^)#\s]+)", p.read_text(encoding="utf-8"))]
    here = [(page, link) for page, link in links if "://" not in link]
    assert [f"{p.relative_to(ROOT)}: {link}" for p, link in here if not (p.parent / link).exists()] == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in folder.glob("0*.md") if f"({path.name})" not in text] == []


def test_every_layer_of_the_documentation_is_a_layer_of_the_contract() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contract if c["id"] == "layers")
    section = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("## Layers")[1].split("```")[1]
    drawn = [re.split(r"\s{2,}", line)[0] for line in section.strip().splitlines()]
    assert drawn == layers
