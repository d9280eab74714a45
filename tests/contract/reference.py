"""The vendor's published OpenAPI files, read once and indexed by method and full path."""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from tests.support.reference import reference_directory

Node = dict[str, Any]

METHODS = ("get", "post", "put", "delete", "patch", "head", "options")
JSON_TYPES = ("application/json", "application/problem+json")

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_STORE_PREFIX = re.compile(r"^/stores/\{\}(?=/(?:v2|v3|x)(?:/|$))")
_LONGEST_REFERENCE_CHAIN = 20


class _Loader(yaml.CSafeLoader):
    """YAML as OpenAPI means it: dates, `yes`, `no`, `on` and `off` are plain words."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


@dataclass(frozen=True, eq=False)
class Document:
    """One OpenAPI file; schemas are handed out with their `$ref`s resolved, one step at a time."""

    name: str
    root: Node

    def resolve(self, node: Any) -> Node:
        """What a node or a chain of references leads to.

        A reference to another host cannot be followed, and says nothing: `{}`.
        """
        for _ in range(_LONGEST_REFERENCE_CHAIN):
            if not isinstance(node, dict):
                return {}
            target = node.get("$ref")
            if not isinstance(target, str):
                return node
            node = self._at(target) if target.startswith("#") else {}
        raise LookupError(f"{self.name}: a circle of references at {target}")

    def _at(self, pointer: str) -> Any:
        node: Any = self.root
        for part in pointer.removeprefix("#").strip("/").split("/"):
            key = part.replace("~1", "/").replace("~0", "~")
            if not isinstance(node, dict) or key not in node:
                raise LookupError(f"{self.name}: {pointer} leads nowhere")
            node = node[key]
        return node

    @property
    def base_path(self) -> str:
        """The path of the first server, without the prefix that every store's V2 and V3 share."""
        servers = self.root.get("servers") or [{"url": ""}]
        return urlsplit(str(servers[0]["url"])).path.rstrip("/")

    @property
    def is_called_by_us(self) -> bool:
        """True of the files that describe a merchant's own server, which we would call."""
        servers = self.root.get("servers") or [{"url": ""}]
        return "app_domain" in str(servers[0]["url"])


@dataclass(frozen=True, eq=False)
class Operation:
    """One method of one path, as one file describes it."""

    document: Document
    method: str
    path: str
    node: Node
    path_node: Node = field(default_factory=dict)

    @property
    def key(self) -> str:
        return operation_key(self.method, self.path)

    @property
    def operation_id(self) -> str:
        return str(self.node.get("operationId", ""))

    @property
    def parameters(self) -> list[Node]:
        """Parameters of the operation and of its path; the operation's own win."""
        found: dict[tuple[str, str], Node] = {}
        for raw in [*self.path_node.get("parameters", []), *self.node.get("parameters", [])]:
            parameter = self.document.resolve(raw)
            found[(str(parameter.get("in")), str(parameter.get("name")))] = parameter
        return list(found.values())

    @property
    def request_schema(self) -> Node | None:
        """The JSON schema of the body, unresolved, or None where no JSON body is described."""
        body = self.document.resolve(self.node.get("requestBody"))
        return json_schema_of(body.get("content"))

    @property
    def responses(self) -> dict[str, Node]:
        """Responses by status as text: `200`, `4XX`, `default`."""
        described = self.node.get("responses") or {}
        return {str(status): self.document.resolve(node) for status, node in described.items()}

    def response(self, status: int) -> Node | None:
        """What is described for a status, or None."""
        responses = self.responses
        for key in (str(status), f"{status // 100}XX", "default"):
            if key in responses:
                return responses[key]
        return None


def json_schema_of(content: object) -> Node | None:
    """The schema of a body's JSON media type; of the only type if it has but one with a schema."""
    if not isinstance(content, dict):
        return None
    for media_type in JSON_TYPES:
        schema = (content.get(media_type) or {}).get("schema")
        if isinstance(schema, dict):
            return schema
    return None


def normalise(path: str) -> str:
    """One spelling for a path: no parameter names, no store prefix before V2, V3 and X."""
    bare = _PLACEHOLDER.sub("{}", path).rstrip("/") or "/"
    return _STORE_PREFIX.sub("", bare)


def operation_key(method: str, path: str) -> str:
    """How tables and reports name an operation: `GET /v2/orders/{}`."""
    return f"{method.upper()} {normalise(path)}"


class Reference:
    """Every operation of a set of documents."""

    def __init__(self, documents: Mapping[str, Node]) -> None:
        self.documents = {name: Document(name, root) for name, root in sorted(documents.items())}
        self._by_key: dict[str, list[Operation]] = {}
        self._by_path: dict[str, dict[str, list[Operation]]] = {}
        for operation in self._operations():
            self._by_key.setdefault(operation.key, []).append(operation)
            of_path = self._by_path.setdefault(normalise(operation.path), {})
            of_path.setdefault(operation.method, []).append(operation)
        self._literal_first = sorted(self._by_path, key=_literalness)
        self._patterns = {path: _pattern(path) for path in self._by_path}

    def _operations(self) -> Iterator[Operation]:
        for document in self.documents.values():
            for path, path_node in (document.root.get("paths") or {}).items():
                for method in METHODS:
                    if method in path_node:
                        yield Operation(
                            document,
                            method,
                            document.base_path + path,
                            path_node[method],
                            path_node,
                        )

    def __iter__(self) -> Iterator[Operation]:
        for operations in self._by_key.values():
            yield from operations

    def named(self, key: str) -> list[Operation]:
        """The operations of that key; a few paths are described by two files."""
        return self._by_key.get(key, [])

    def find(self, method: str, path: str) -> str | None:
        """The key of the operation that serves a concrete path, or None.

        A literal segment is preferred to a parameter: `/v2/orders/count` is not an order.
        """
        bare = urlsplit(path).path.rstrip("/")
        bare = re.sub(r"^/stores/[^/]+(?=/(?:v2|v3|x)(?:/|$))", "", bare)
        for candidate in self._literal_first:
            if method.lower() in self._by_path[candidate] and self._patterns[candidate].match(bare):
                return operation_key(method, candidate)
        return None


def _literalness(path: str) -> list[tuple[bool, str]]:
    return [(segment == "{}", segment) for segment in path.split("/")]


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile("^" + "[^/]+".join(re.escape(part) for part in path.split("{}")) + "$")


@cache
def reference() -> Reference:
    """The whole reference. Raises LookupError where it is absent."""
    directory = reference_directory()
    if directory is None:
        raise LookupError("the reference is absent")
    return Reference(_read_all(directory / "reference"))


def _read_all(directory: Path) -> dict[str, Node]:
    """All files, by their names below the directory; parsed once for each state of their bytes."""
    texts = {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.suffix in (".yml", ".yaml")
    }
    digest = hashlib.sha256()
    for name, text in texts.items():
        digest.update(f"{name}\0{len(text)}\0".encode() + text)
    kept = Path(tempfile.gettempdir()) / f"orderwright-reference-{os.getuid()}"
    kept.mkdir(mode=0o700, exist_ok=True)
    file = kept / f"{digest.hexdigest()}.json"
    if file.exists() and file.stat().st_uid == os.getuid():
        loaded: dict[str, Node] = json.loads(file.read_bytes())
        return loaded
    # Through JSON even when just parsed: statuses written as numbers become text in both cases.
    encoded = json.dumps({name: yaml.load(text, Loader=_Loader) for name, text in texts.items()})
    draft = file.with_suffix(f".{os.getpid()}")
    draft.write_text(encoded)
    draft.replace(file)
    return dict(json.loads(encoded))
