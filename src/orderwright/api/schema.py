"""A small declarative language: the same declaration reads input and is published as OpenAPI.

Reading yields plain values: money as integer ten-thousandths, dates as milliseconds, objects as
dictionaries of the fields that were given. What is wrong is collected, not raised, until `read`
at the top raises one `InvalidInput`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from orderwright.domain.dates import parse_date
from orderwright.domain.errors import FieldError, InvalidInput, Reason
from orderwright.domain.money import parse_money

INT32_MAX = 2**31 - 1
INT64_MAX = 2**63 - 1
TEXT_MAX = 65_535
ARRAY_MAX = 1_000
_INTEGER = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")

JsonSchema = dict[str, Any]
Errors = list[FieldError]


class Kind:
    """What a value may be. `read` appends to `errors` and then returns anything."""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        raise NotImplementedError

    def json_schema(self) -> JsonSchema:
        raise NotImplementedError


def refuse(
    path: str, errors: Errors, reason: Reason = "invalid", detail: str | None = None
) -> None:
    """Record that the value at `path` is wrong; its leaf is the name that V2 prints."""
    above, _, name = path.rpartition(".")
    if name.isdigit() and above:  # an entry of a list is called by the list's name
        name = above.rpartition(".")[2]
    errors.append(FieldError(name, reason, detail, path))


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """A string of at most `max_length` characters; `numbers` takes JSON numbers as well."""

    max_length: int = TEXT_MAX
    min_length: int = 0
    enum: tuple[str, ...] = ()
    numbers: bool = False
    pattern: str = ""
    check: Callable[[str], bool] | None = None
    format: str = ""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        if self.numbers and isinstance(value, int | Decimal) and not isinstance(value, bool):
            value = str(value)
        if (
            not isinstance(value, str)
            or not self.min_length <= len(value) <= self.max_length
            or (self.enum and value not in self.enum)
            or _UNSTORABLE.search(value)
            or (self.pattern and not re.fullmatch(self.pattern, value, re.ASCII))
            or (self.check is not None and not self.check(value))
        ):
            refuse(path, errors)
        return value

    def json_schema(self) -> JsonSchema:
        schema: JsonSchema = {"type": ["string", "number"] if self.numbers else "string"}
        if self.enum:
            schema["enum"] = list(self.enum)
        if self.min_length:
            schema["minLength"] = self.min_length
        if self.max_length != TEXT_MAX:
            schema["maxLength"] = self.max_length
        if self.format:
            schema["format"] = self.format
        return schema


@dataclass(frozen=True, slots=True)
class Integer(Kind):
    """A whole number; `strings` takes "2" as well. Read as `int`."""

    minimum: int = -INT32_MAX
    maximum: int = INT32_MAX
    strings: bool = False
    enum: tuple[int, ...] = ()

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        if self.strings and isinstance(value, str) and _INTEGER.fullmatch(value):
            value = int(value)
        if isinstance(value, Decimal) and value.is_finite() and abs(value) < INT64_MAX:
            value = int(value) if value == value.to_integral_value() else value
        if (
            not isinstance(value, int)
            or isinstance(value, bool)
            or not self.minimum <= value <= self.maximum
            or (self.enum and value not in self.enum)
        ):
            refuse(path, errors)
        return value

    def json_schema(self) -> JsonSchema:
        schema: JsonSchema = {"type": ["integer", "string"] if self.strings else "integer"}
        if self.enum:
            schema["enum"] = list(self.enum)
        if self.minimum > -INT32_MAX:
            schema["minimum"] = self.minimum
        if self.maximum < INT32_MAX:
            schema["maximum"] = self.maximum
        return schema


@dataclass(frozen=True, slots=True)
class Money(Kind):
    """An amount as number or as string; read as integer ten-thousandths.

    `printed` names the JSON types that answers use: `string` in V2, `number` in V3.
    """

    minimum: int | None = None
    maximum: int | None = None
    strings: bool = True
    printed: tuple[str, ...] = ("string", "number")

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        if isinstance(value, bool) or (isinstance(value, str) and not self.strings):
            refuse(path, errors)
            return 0
        try:
            amount = parse_money(value)
        except (ValueError, TypeError):
            refuse(path, errors)
            return 0
        if (self.minimum is not None and amount < self.minimum) or (
            self.maximum is not None and amount > self.maximum
        ):
            refuse(path, errors)
        return amount

    def json_schema(self) -> JsonSchema:
        types = list(self.printed)
        return {"type": types if len(types) > 1 else types[0]}


@dataclass(frozen=True, slots=True)
class Number(Kind):
    """A JSON number that is not money (a weight, a rate); read as `int` or `Decimal`."""

    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = 10**15
    strings: bool = False

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        if self.strings and isinstance(value, str) and len(value) < 32:
            try:
                value = Decimal(value)
            except ArithmeticError:
                refuse(path, errors)
                return 0
        if (
            not isinstance(value, int | Decimal)
            or isinstance(value, bool)
            or (isinstance(value, Decimal) and not (value.is_finite() and value.adjusted() < 40))
            or (self.minimum is not None and value < self.minimum)
            or (self.maximum is not None and value > self.maximum)
        ):
            refuse(path, errors)
            return 0
        return value

    def json_schema(self) -> JsonSchema:
        schema: JsonSchema = {"type": ["number", "string"] if self.strings else "number"}
        if self.minimum is not None:
            schema["minimum"] = int(self.minimum)
        return schema


@dataclass(frozen=True, slots=True)
class Boolean(Kind):
    """true or false; `strings` takes "true" and "false", as XML and query strings send them."""

    strings: bool = False

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        if self.strings and isinstance(value, str) and value.lower() in ("true", "false", "1", "0"):
            return value.lower() in ("true", "1")
        if not isinstance(value, bool):
            refuse(path, errors)
        return value

    def json_schema(self) -> JsonSchema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class DateTime(Kind):
    """A moment in RFC 2822 or ISO 8601; read as milliseconds since 1970 UTC."""

    format: str = ""
    detail: str = ""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        try:
            if not isinstance(value, str):
                raise TypeError
            return parse_date(value)
        except (ValueError, TypeError, OverflowError):
            refuse(path, errors, detail=self.detail.format(value=value) or None)
            return 0

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "format": self.format} if self.format else {"type": "string"}


@dataclass(frozen=True, slots=True)
class Array(Kind):
    """A list; `separated` takes `a,b` in a query string."""

    of: Kind
    max_items: int = ARRAY_MAX
    min_items: int = 0
    separated: bool = False

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        if self.separated and isinstance(value, str):
            value = [part.strip() for part in value.split(",") if part.strip()]
        if not isinstance(value, list) or not self.min_items <= len(value) <= self.max_items:
            refuse(path, errors)
            return []
        read = self.of.read
        if self.separated:
            return [read(item, path, errors) for item in value]
        prefix = f"{path}." if path else ""
        return [read(item, f"{prefix}{i}", errors) for i, item in enumerate(value)]

    def json_schema(self) -> JsonSchema:
        return {"type": "array", "items": self.of.json_schema()}


@dataclass(frozen=True, slots=True)
class Prop:
    """A property of an object. `name` is what errors call it where that is not its key."""

    kind: Kind
    required: bool = False
    read_only: bool = False
    nullable: bool = False
    name: str = ""
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Object(Kind):
    """An object; unknown keys are refused unless `unknown` is "ignore" or "keep"."""

    name: str
    props: Mapping[str, Prop]
    unknown: str = "refuse"
    required: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        names = tuple(key for key, prop in self.props.items() if prop.required)
        object.__setattr__(self, "required", names)

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        if not isinstance(value, dict):
            refuse(path, errors)
            return {}
        taken: dict[str, Any] = {}
        prefix = f"{path}." if path else ""
        for key in self.required:
            if key not in value:
                name = self.props[key].name or key
                errors.append(FieldError(name, "required", None, prefix + key))
        for key, item in value.items():
            prop = self.props.get(key)
            if prop is None:
                if self.unknown == "refuse":
                    errors.append(
                        FieldError(str(key)[:100], "unknown", None, f"{prefix}{key}"[:200])
                    )
                elif self.unknown == "keep":
                    taken[key] = item
            elif prop.read_only:
                errors.append(FieldError(prop.name or key, "read_only", None, prefix + key))
            elif item is None:
                if not prop.nullable:
                    errors.append(FieldError(prop.name or key, "null", None, prefix + key))
                taken[key] = None
            elif prop.name:
                taken[key] = _renamed(prop, item, prefix + key, errors)
            else:
                taken[key] = prop.kind.read(item, prefix + key, errors)
        return taken

    def json_schema(self) -> JsonSchema:
        return {"$ref": f"#/components/schemas/{self.name}"} if self.name else self.body()

    def body(self) -> JsonSchema:
        """The schema itself, for the components of the published document."""
        properties: JsonSchema = {}
        for key, prop in self.props.items():
            schema = prop.kind.json_schema()
            if prop.nullable:
                schema = nullable(schema)
            if prop.read_only:
                schema = {**schema, "readOnly": True}
            if prop.deprecated:
                schema = {**schema, "deprecated": True}
            properties[key] = schema
        schema = {"type": "object", "properties": properties}
        if self.required:
            schema["required"] = list(self.required)
        return schema


def _renamed(prop: Prop, item: Any, path: str, errors: Errors) -> Any:
    found: Errors = []
    value = prop.kind.read(item, path, found)
    errors.extend(
        FieldError(prop.name, e.reason, e.detail, e.path) if e.path == path else e for e in found
    )
    return value


def nullable(schema: JsonSchema) -> JsonSchema:
    """The schema, or null."""
    if "$ref" in schema or "anyOf" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    types = schema.get("type", [])
    changed = {**schema, "type": [*(types if isinstance(types, list) else [types]), "null"]}
    if "enum" in changed:
        changed["enum"] = [*changed["enum"], None]
    return changed


@dataclass(frozen=True, slots=True)
class AnyOf(Kind):
    """The first of several kinds that fits; where none does, the last one's complaints stand."""

    kinds: tuple[Kind, ...]

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        found: Errors = []
        for kind in self.kinds:
            found = []
            read = kind.read(value, path, found)
            if not found:
                return read
        errors.extend(found)
        return value

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [kind.json_schema() for kind in self.kinds]}


@dataclass(frozen=True, slots=True)
class Map(Kind):
    """An object with free keys."""

    of: Kind

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        if not isinstance(value, dict) or len(value) > ARRAY_MAX:
            refuse(path, errors)
            return {}
        return {key: self.of.read(item, f"{path}.{key}", errors) for key, item in value.items()}

    def json_schema(self) -> JsonSchema:
        return {"type": "object", "additionalProperties": self.of.json_schema()}


@dataclass(frozen=True, slots=True)
class Anything(Kind):
    """Any JSON value, stored as it came."""

    types: tuple[str, ...] = ()

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        if isinstance(value, str) and _UNSTORABLE.search(value):
            refuse(path, errors)
        return value

    def json_schema(self) -> JsonSchema:
        return {"type": list(self.types)} if self.types else {}


def read(kind: Kind, value: Any) -> Any:
    """Read a whole body or query. Raises InvalidInput with every wrong field."""
    errors: Errors = []
    result = kind.read(value, "", errors)
    if errors:
        raise InvalidInput(*errors)
    return result
