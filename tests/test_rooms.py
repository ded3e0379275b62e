"""The house rules that no other tool holds: twin tests, sizes, signs, reasons."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UNIT = ROOT / "tests" / "unit"
MODULE_LINES = 400
FUNCTION_LINES = 60

WITHOUT_TWIN = {
    "controlroom/__main__.py": "hands over to cli; started for real in end2end",
} | {
    f"ui/actions/{menu}.py": "rows of one table; ui/actions/table is tested whole"
    for menu in ("desk", "incident", "unit", "alarm", "map", "view", "help")
}
"""Modules without a test file of their own, and why."""

SHAPES_ONLY = (
    {
        "controlroom/domain/done.py": "never travels; decide/undoing is tested with it",
    }
    | {
        f"controlroom/domain/{name}.py": "wire/codec sends each shape there and back"
        for name in ("entities", "observations", "watchkeeping", "promises")
    }
    | {
        f"controlroom/domain/{path.parent.name}/{path.name}": "the same"
        for room in ("commands", "events")
        for path in (ROOT / "controlroom" / "domain" / room).glob("*.py")
    }
)
"""Modules that need no twin for as long as they define no function, and why."""

WITHOUT_MODULE: dict[str, str] = {}
"""Test files under tests/unit without a module of the same name, and why."""

FORBIDDEN_NAMES = ("Manager", "Helper", "Util", "Utils", "Handler", "Data", "Info")

ELSEWHERE = {
    "ui": "controlroom.ground.build",  # reads OpenStreetMap; the desk only draws packs
}
"""Rooms to the one module that they may not import although its room is open to them.

Import-linter cannot say this before the module exists.
"""

IMPURE = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("np", "random"),
    ("numpy", "random"),
}
"""Attributes by which a pure room could read a clock or a random source."""

SUPPRESSION = re.compile(
    r"#\s*(?:noqa|type:\s*ignore|pragma:|ruff:)(?P<rest>[^#]*)(#.*)?"
)
CODES = re.compile(
    r"^:?\s*(?:noqa)?:?\s*(?:\[[\w, -]+\]|[A-Z]+[0-9]+(?:[, ]+[A-Z]+[0-9]+)*)?"
)

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _sources() -> list[Path]:
    found = [
        path
        for top in ("controlroom", "ui", "resources")
        for path in (ROOT / top).rglob("*.py")
        if "vendor" not in path.parts
    ]
    return sorted(found)


def _functions(path: Path) -> Iterator[FunctionNode]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, FunctionNode):
            yield node


def _is_sign_only(path: Path) -> bool:
    """A package's file that holds a sign, imports and names has nothing to test."""
    return path.name == "__init__.py" and all(
        isinstance(node, ast.Expr | ast.Import | ast.ImportFrom | ast.Assign)
        for node in _tree(path).body
    )


def _twin(path: Path) -> Path:
    """Test file of a module; a package with code of its own is tested as one module."""
    inside = path.relative_to(ROOT)
    if inside.parts[0] == "controlroom":
        inside = inside.relative_to("controlroom")
    if inside.name == "__init__.py":
        inside = inside.parent
    return UNIT / inside.parent / f"test_{inside.stem}.py"


def _with_twin() -> dict[Path, Path]:
    """Modules to the test file that each must have."""
    return {
        path: _twin(path)
        for path in _sources()
        if not _is_sign_only(path)
        and _name(path) not in WITHOUT_TWIN
        and _name(path) not in SHAPES_ONLY
    }


def _fail_with(faults: list[str], rule: str) -> None:
    if faults:
        pytest.fail("\n  ".join([f"{rule} ({len(faults)}):", *faults]), pytrace=False)


def test_every_module_has_its_test_file() -> None:
    """A module and its test file have the same name in the same place."""
    faults = [
        f"{_name(module)} has no {_name(twin)}"
        for module, twin in _with_twin().items()
        if not twin.is_file()
    ]

    _fail_with(faults, "modules without their test file")


def test_every_test_file_has_its_module() -> None:
    """A test file whose module has gone, or never came, goes too."""
    expected = {_twin(path) for path in _sources()}
    faults = [
        f"{_name(path)} tests no module"
        for path in sorted(UNIT.rglob("test_*.py"))
        if path not in expected and _name(path) not in WITHOUT_MODULE
    ]

    _fail_with(faults, "test files without their module")


def test_every_test_file_tests() -> None:
    """A twin that holds no test is no twin."""
    faults = [
        f"{_name(twin)} holds no test"
        for twin in _with_twin().values()
        if twin.is_file()
        and not any(node.name.startswith("test_") for node in _functions(twin))
        and "RuleBasedStateMachine" not in twin.read_text(encoding="utf-8")
    ]

    _fail_with(faults, "test files without a test")


def test_shapes_stay_shapes() -> None:
    """A module excused from its twin as pure shapes defines no function."""
    faults = [
        f"{name}: {node.name}() at line {node.lineno} wants a test file"
        for name in SHAPES_ONLY
        if (ROOT / name).is_file()
        for node in _functions(ROOT / name)
    ]

    _fail_with(faults, "functions in modules of shapes")


def test_exceptions_are_still_needed() -> None:
    """An exception to a rule leaves with the file that it was for."""
    faults = [
        f"{name} is excused here but does not exist"
        for name in (*WITHOUT_TWIN, *SHAPES_ONLY, *WITHOUT_MODULE)
        if not (ROOT / name).is_file()
    ]

    _fail_with(faults, "stale exceptions")


def test_modules_are_short() -> None:
    """One concept a file: a module stays under 400 lines."""
    faults = [
        f"{_name(path)}: {lines} lines"
        for path in _sources()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) >= MODULE_LINES
    ]

    _fail_with(faults, f"modules of {MODULE_LINES} lines or more")


def test_functions_are_short() -> None:
    """A function stays under 60 lines, its docstring included."""
    faults = [
        f"{_name(path)}:{node.lineno} {node.name}(): {lines} lines"
        for path in _sources()
        for node in _functions(path)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1)
        >= FUNCTION_LINES
    ]

    _fail_with(faults, f"functions of {FUNCTION_LINES} lines or more")


def test_every_module_has_its_room_sign() -> None:
    """A module opens with one sentence: what lives here and what may not."""
    faults = [
        f"{_name(path)}: {fault}"
        for path in _sources()
        if (fault := _sign_fault(ast.get_docstring(_tree(path))))
    ]

    _fail_with(faults, "modules without their room sign")


def _sign_fault(sign: str | None) -> str | None:
    if not sign:
        return "no docstring"
    sentence = " ".join(sign.split("\n\n")[0].split())
    if not sentence.endswith("."):
        return f"the sign does not end as a sentence: {sentence!r}"
    if re.search(r"[a-z)][.!?] [A-Z]", sentence):
        return f"the sign is more than one sentence: {sentence!r}"
    return None


def test_names_are_nouns_of_the_control_room() -> None:
    """No class is called after furniture: Manager, Helper, Util, Handler and kin."""
    faults = [
        f"{_name(path)}:{node.lineno} class {node.name}"
        for path in _sources()
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ClassDef) and node.name.endswith(FORBIDDEN_NAMES)
    ]

    _fail_with(faults, "classes named after furniture")


def test_every_exception_carries_its_reason() -> None:
    """Whoever silences a tool says why, on the same line."""
    everywhere = [*_sources(), *sorted((ROOT / "tests").rglob("*.py"))]
    faults = [
        f"{_name(path)}:{number} {line.strip()}"
        for path in everywhere
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _is_unreasoned(line)
    ]

    _fail_with(faults, "suppressions without a reason")


def _is_unreasoned(line: str) -> bool:
    found = SUPPRESSION.search(line)
    if found is None:
        return False
    said = CODES.sub("", found["rest"].strip()) + line[found.end("rest") :]
    return re.search(r"[A-Za-z]{3,}", said) is None


@pytest.mark.parametrize(
    ("line", "unreasoned"),
    [
        ("x = 1", False),
        ("x = 1  # noqa: S608", True),
        ("x = 1  # noqa: S608, S607", True),
        ("x = 1  # type: ignore[misc]", True),
        ("x = 1  # noqa: PLR2004 - degrees", False),
        ("x = 1  # noqa: S608 - table names are ours", False),
        ("x = 1  # type: ignore[misc]  # the stub is wrong", False),
        ("x = 1  # noqa: BLE001  # a named door", False),
    ],
)
def test_a_reason_is_words(line: str, unreasoned: bool) -> None:
    """A code alone is no reason; a word beside it may be one."""

    assert unreasoned == _is_unreasoned(line)


def test_pure_rooms_read_no_clock_and_no_chance() -> None:
    """Domain, wire and feeds get the time and their ids from outside."""
    faults = [
        f"{_name(path)}:{node.lineno} {ast.unparse(node)}"
        for room in ("domain", "wire", "feeds")
        for path in sorted((ROOT / "controlroom" / room).rglob("*.py"))
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute)
        and (ast.unparse(node.value).split(".")[-1], node.attr) in IMPURE
    ]

    _fail_with(faults, "clocks and chance in pure rooms")


def test_rooms_keep_out_of_closed_modules() -> None:
    """The import table's exceptions inside a room that is otherwise open."""
    faults = [
        f"{_name(path)} imports {closed}"
        for room, closed in ELSEWHERE.items()
        for path in sorted((ROOT / room).rglob("*.py"))
        for node in ast.walk(_tree(path))
        if closed in _imported(node)
    ]

    _fail_with(faults, "imports of closed modules")


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.module:
        return {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return set()
