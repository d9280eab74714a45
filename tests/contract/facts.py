"""What a schema names, flattened: pointer -> types and enum values, compositions merged."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.contract.reference import Document, Node, Operation, json_schema_of

ITEM = "-"
ANY_NAME = "*"
CHOICES = {"anyOf", "oneOf"}
COMPOSITIONS = {"allOf", *CHOICES}


@dataclass(frozen=True, slots=True)
class Fact:
    """Everything that the branches of a schema say of one place."""

    types: set[str] = field(default_factory=set)
    enum: set[str | int | float | bool] = field(default_factory=set)

    def __or__(self, other: "Fact") -> "Fact":
        return Fact(self.types | other.types, self.enum | other.enum)


Facts = dict[str, Fact]


def facts_of(document: Document, schema: object) -> Facts:
    """Pointer -> fact, for all that a schema names; `-` is any item, `*` any other property."""
    facts: Facts = {}
    _collect(document, schema, "", facts, ())
    return facts


def _collect(
    document: Document, schema: object, pointer: str, facts: Facts, above: tuple[int, ...]
) -> None:
    node = document.resolve(schema)
    facts[pointer] = facts.get(pointer, Fact()) | Fact(types_of(node), enum_of(node))
    if id(node) in above:
        return
    above = (*above, id(node))
    for part in parts_of(node):
        _collect(document, part, pointer, facts, above)
    for name, child in properties_of(node).items():
        _collect(document, child, f"{pointer}/{name}", facts, above)
    if isinstance(node.get("items"), dict):
        _collect(document, node["items"], f"{pointer}/{ITEM}", facts, above)
    if isinstance(node.get("additionalProperties"), dict) and node["additionalProperties"]:
        _collect(document, node["additionalProperties"], f"{pointer}/{ANY_NAME}", facts, above)


def parts_of(node: Node) -> Iterator[object]:
    for word in sorted(COMPOSITIONS):
        parts = node.get(word)
        if isinstance(parts, list):
            yield from parts


def properties_of(node: Node) -> dict[str, object]:
    properties = node.get("properties")
    return {str(k): v for k, v in properties.items()} if isinstance(properties, dict) else {}


def types_of(node: Node) -> set[str]:
    """The types that a node names itself; `null` where it may be null.

    One with properties or items is of that type, unless it leaves the type to its branches.
    """
    raw = node.get("type")
    types = {str(t) for t in raw} if isinstance(raw, list) else {str(raw)} if raw else set()
    if not types and not node.keys() & CHOICES:
        types = {"object"} if properties_of(node) else types
        types = {"array"} if isinstance(node.get("items"), dict) else types
    if node.get("nullable") is True or node.get("x-nullable") is True:
        types.add("null")
    return types


def enum_of(node: Node) -> set[str | int | float | bool]:
    values = [node["const"]] if "const" in node else node.get("enum")
    if not isinstance(values, list):
        return set()
    return {value for value in values if isinstance(value, str | int | float)}


def query_facts(operation: Operation) -> Facts:
    """The query parameters of an operation, each as if it were a property `/name`."""
    facts: Facts = {}
    for parameter in operation.parameters:
        if parameter.get("in") == "query":
            schema = parameter.get("schema") or json_schema_of(parameter.get("content")) or {}
            _collect(operation.document, schema, f"/{parameter['name']}", facts, ())
    return facts


def request_facts(operation: Operation) -> Facts:
    schema = operation.request_schema
    return facts_of(operation.document, schema) if schema is not None else {}


def response_facts(operation: Operation) -> dict[str, Facts]:
    """Status -> facts of its JSON body; a status without a JSON body has none, and 204 never."""
    found: dict[str, Facts] = {}
    for status, node in operation.responses.items():
        schema = json_schema_of(node.get("content")) if status != "204" else None
        found[status] = facts_of(operation.document, schema) if schema is not None else {}
    return found
