"""SQL text with `:named` parameters, compiled once for both databases."""

import re
from collections.abc import Mapping, Sequence

_PARAMETER = re.compile(r"(?<!:):([a-z_][a-z0-9_]*)")
_EMPTY_LIST = "(NULL)"


class Statement:
    """One SQL statement, valid on SQLite and PostgreSQL.

    A parameter given as a list or tuple expands in place, so `id IN :ids` takes any number of
    ids; an empty list matches nothing. `lock` appends `FOR UPDATE` on PostgreSQL and opens the
    transaction there; SQLite has a single writer and needs neither.
    """

    __slots__ = ("_compiled", "_plain", "checks_access", "lock", "text")

    def __init__(self, text: str, *, lock: bool = False, checks_access: bool = False) -> None:
        self.text = text
        self.lock = lock
        self.checks_access = checks_access
        # Without lists among the parameters one text serves every call.
        self._plain: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._compiled: dict[tuple[str, tuple[int, ...]], tuple[str, tuple[str, ...]]] = {}

    def bind(self, mark: str, params: Mapping[str, object]) -> tuple[str, list[object]]:
        """The text with `mark`-numbered placeholders (`$` or `?`) and its positional arguments."""
        plain = self._plain.get(mark)
        if plain is not None:
            return plain[0], [params[name] for name in plain[1]]
        shape = tuple(len(v) for v in params.values() if isinstance(v, list | tuple))
        compiled = self._compiled.get((mark, shape))
        if compiled is None:
            compiled = self._compile(mark, params)
            self._compiled[(mark, shape)] = compiled
        text, names = compiled
        if not shape:
            self._plain[mark] = compiled
            return text, [params[name] for name in names]
        arguments: list[object] = []
        for name in names:
            value = params[name]
            arguments.extend(value if isinstance(value, list | tuple) else (value,))
        return text, arguments

    def _compile(self, mark: str, params: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
        numbers: dict[str, int] = {}
        taken = 0

        def place(match: re.Match[str]) -> str:
            nonlocal taken
            name = match.group(1)
            value = params[name]
            width = len(value) if isinstance(value, list | tuple) else 1
            if name not in numbers:
                numbers[name] = taken + 1
                taken += width
            first = numbers[name]
            if not isinstance(value, list | tuple):
                return f"{mark}{first}"
            if not value:
                return _EMPTY_LIST
            return "(" + ", ".join(f"{mark}{first + i}" for i in range(width)) + ")"

        text = _PARAMETER.sub(place, self.text)
        if self.lock and mark == "$":
            text += " FOR UPDATE"
        return text, tuple(numbers)


def statement(text: str, *, lock: bool = False, checks_access: bool = False) -> Statement:
    """Declare a statement at import time; it is compiled at first use."""
    return Statement(text, lock=lock, checks_access=checks_access)


def insert_text(table: str, columns: Sequence[str], value_rows: Sequence[Sequence[str]]) -> str:
    """`INSERT` text for rows of placeholders or scalar expressions."""
    rows = ", ".join("(" + ", ".join(row) + ")" for row in value_rows)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {rows}"
