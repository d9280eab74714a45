"""The house rules that no tool knows, checked on every file of the project."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60

# Money is an integer, so these rooms have no use for a float but as a time-out or the like.
ROOMS_WITHOUT_FLOATS = ("domain", "db", "actions")
SECONDS = re.compile(r"(^|_)(seconds|timeout)$", re.IGNORECASE)

# A migration is one long list of tables by nature.
MIGRATIONS = "src/orderwright/db/migrations/versions/"

# The one clock and the one source of randomness are written here, made in `app.py` and injected
# everywhere else.
CLOCK_AND_RANDOMNESS = "src/orderwright/clock.py"
CLOCK = {
    *("time.time", "time.time_ns", "datetime.now", "datetime.utcnow", "datetime.today"),
    *("datetime.datetime.now", "datetime.datetime.utcnow", "date.today", "datetime.date.today"),
}
RANDOMNESS = re.compile(
    r"(random|secrets|uuid)\.\w+|os\.urandom|uuid[14]|token_(bytes|hex|urlsafe)"
)
NOT_RANDOM = {"uuid.UUID", "secrets.compare_digest", "random.Random"}

# What an attacker may guess bit by bit is compared with hmac.compare_digest.
SECRET = re.compile(r"(^|_)(token|secret|signature|(hex)?digest|mac|password)(_hash)?$")

# Written with brackets, so that this file does not hold what it looks for.
NOT_FOR_OTHERS = re.compile(
    r"p[y]pi\.org|python[h]osted|registry\.np[m]js|deb[.]debian"
    r"|/wor[k]/|/far[m]/|/roo[t]/|/hom[e]/"
)
UNREADABLE = {".svg", ".png", ".ico", ".woff2", ".gz"}

Rule = Callable[[ast.Module], Iterator[str]]


def project_files() -> list[Path]:
    """Every file that is committed or is about to be, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = {Path(name) for name in listed.stdout.split("\0") if name}
    return sorted(name for name in names if (ROOT / name).is_file())


def broken(rule: Rule, *, below: tuple[str, ...] = ("",), but: str | None = None) -> list[str]:
    """What breaks a rule, as `path:finding`, in the Python files below some folders, but one."""
    return [
        f"{path}:{finding}"
        for path in project_files()
        if path.suffix == ".py" and str(path).startswith(below)
        if but is None or not str(path).startswith(but)
        for finding in rule(ast.parse((ROOT / path).read_text()))
    ]


def test_files_are_short() -> None:
    lengths = {
        str(path): len((ROOT / path).read_text().splitlines())
        for path in project_files()
        if path.suffix == ".py" and not str(path).startswith(MIGRATIONS)
    }
    assert {path: n for path, n in lengths.items() if n > MAX_FILE_LINES} == {}


def test_functions_are_short() -> None:
    assert broken(long_functions, but=MIGRATIONS) == []


def test_modules_say_what_they_hold() -> None:
    assert broken(missing_docstring) == []


def test_money_never_meets_a_float() -> None:
    assert broken(floats, below=tuple(f"src/orderwright/{r}/" for r in ROOMS_WITHOUT_FLOATS)) == []


def test_secrets_are_compared_in_constant_time() -> None:
    assert broken(plain_comparisons_of_secrets, below=("src/",)) == []


def test_time_and_chance_are_injected() -> None:
    assert broken(clock_and_chance, below=("src/",), but=CLOCK_AND_RANDOMNESS) == []


def test_nothing_committed_tells_of_a_machine_or_a_registry() -> None:
    found = [
        f"{path}:{number}: {match.group()}"
        for path in project_files()
        if path.suffix not in UNREADABLE
        for number, line in enumerate((ROOT / path).read_text().splitlines(), start=1)
        if (match := NOT_FOR_OTHERS.search(line))
    ]
    assert found == []


def long_functions(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and node.body[1:] else node.body
            prose = body[0].lineno - node.body[0].lineno
            lines = (node.end_lineno or node.lineno) - node.lineno + 1 - prose
            if lines > MAX_FUNCTION_LINES:
                yield f"{node.lineno}: {node.name} has {lines} lines"


def missing_docstring(module: ast.Module) -> Iterator[str]:
    if not ast.get_docstring(module):
        yield "1: no docstring"


def floats(module: ast.Module) -> Iterator[str]:
    allowed = {
        id(part) for node in ast.walk(module) if _is_seconds(node) for part in ast.walk(node)
    }
    for node in ast.walk(module):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        name = isinstance(node, ast.Name) and node.id == "float"
        if (
            isinstance(node, ast.Name | ast.Constant)
            and (literal or name)
            and id(node) not in allowed
        ):
            yield f"{node.lineno}: {ast.unparse(node)}"


def _is_seconds(node: ast.AST) -> bool:
    """Whether a node gives a value or a type to something that is a time by its name."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            pass
        case ast.keyword(arg=str(name)) | ast.arg(arg=name):
            pass
        case ast.Call(func=ast.Attribute(attr="sleep")):
            return True
        case _:
            return False
    return SECONDS.search(name) is not None


def plain_comparisons_of_secrets(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            for side in (node.left, *node.comparators):
                name = ast.unparse(side).removesuffix("()").split(".")[-1]
                if isinstance(side, ast.Name | ast.Attribute | ast.Call) and SECRET.search(name):
                    yield f"{node.lineno}: {ast.unparse(node)}"


def clock_and_chance(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            chance = RANDOMNESS.fullmatch(called) and called not in NOT_RANDOM
            if called in CLOCK or chance:
                yield f"{node.lineno}: {called}"


@pytest.mark.parametrize(
    "rule, source, expected",
    [
        (long_functions, "def f():\n    '''a\n    b'''\n" + "    g()\n" * 59, []),
        (long_functions, "def f():\n" + "    g()\n" * 60, ["1: f has 61 lines"]),
        (missing_docstring, "x = 1", ["1: no docstring"]),
        (missing_docstring, "'''What it holds.'''", []),
        (floats, "price = 1.5\nprice = float(x)", ["1: 1.5", "2: float"]),
        (floats, "RETRY_SECONDS = 1.5\ndef f(timeout: float): g(timeout=0.1)", []),
        (floats, "asyncio.sleep(0.1 * attempt)", []),
        (floats, "def f(price: float): g(price=0.1)", ["1: 0.1", "1: float"]),
        (plain_comparisons_of_secrets, "a.token_hash == b", ["1: a.token_hash == b"]),
        (plain_comparisons_of_secrets, "b != m.hexdigest()", ["1: b != m.hexdigest()"]),
        (plain_comparisons_of_secrets, "token_id == 1 or token is None", []),
        (clock_and_chance, "time.time()", ["1: time.time"]),
        (clock_and_chance, "uuid.uuid4()\nos.urandom(9)", ["1: uuid.uuid4", "2: os.urandom"]),
        (clock_and_chance, "time.monotonic() or UUID(x) or datetime.fromtimestamp(t, UTC)", []),
    ],
)  # fmt: skip
def test_each_rule_catches_what_it_names(rule: Rule, source: str, expected: list[str]) -> None:
    assert sorted(rule(ast.parse(source))) == expected
