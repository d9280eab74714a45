"""The API reference as plain HTML pages that load nothing: an index, and a page an operation."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from orderwright.api import documents

Node = dict[str, Any]

DEEPEST = 12
POLICY = (
    b"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
    b" form-action 'none'; frame-ancestors 'none'"
)
STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
pre { padding: .8rem; overflow-x: auto; border: 1px solid var(--line); border-radius: .4rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .25rem .8rem .25rem 0; vertical-align: top;
  border-bottom: 1px solid var(--line); }
.method { display: inline-block; min-width: 4.2rem; font-weight: 600; }
.quiet { opacity: .7; } ul { list-style: none; padding-left: 1.1rem; margin: .2rem 0; }
ul.top { padding-left: 0; } summary { cursor: pointer; }
"""


def home_page() -> str:
    """What answers at `/`."""
    return _page(
        "Orderwright",
        f"<h1>Orderwright</h1><p>{escape(documents.SUMMARY)}</p>"
        "<p>This server answers API calls below <code>/stores/{store_hash}</code>.</p>"
        "<p><a href='/docs'>Documentation and API reference</a> · "
        "<a href='/openapi.json'>OpenAPI</a> · <a href='/llms.txt'>llms.txt</a> · "
        "<a href='/healthz'>health</a></p>",
    )


def index_page(document: Node) -> str:
    """All guides, and all operations by group."""
    guides = "".join(
        f"<li><a href='/docs/{escape(page.name)}'>{escape(page.title)}</a></li>"
        for page in documents.pages().values()
    )
    parts = ["<h1>Orderwright</h1><h2>Guides</h2><ul class='top'>", guides, "</ul>"]
    groups: dict[str, list[str]] = {}
    for path, method, operation in operations(document):
        groups.setdefault(operation["tags"][0], []).append(_line(path, method, operation))
    for name, lines in groups.items():
        parts.append(f"<h2>{escape(name)}</h2><ul class='top'>{''.join(lines)}</ul>")
    return _page("Orderwright reference", "".join(parts))


def operation_page(document: Node, operation_id: str) -> str | None:
    """Everything about one operation; None if there is no such one."""
    for path, method, operation in operations(document):
        if operation["operationId"] == operation_id:
            return _page(
                f"{operation_id} · Orderwright",
                "".join(_operation(document, path, method, operation)),
            )
    return None


def operations(document: Node) -> Iterator[tuple[str, str, Node]]:
    """Path, method and operation of everything in a document."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


def _line(path: str, method: str, operation: Node) -> str:
    address = f"/docs/operations/{escape(operation['operationId'])}"
    return (
        f"<li><a href='{address}'><code><span class='method'>{method}</span> {escape(path)}</code>"
        f"</a> <span class='quiet'>{escape(operation['summary'])}</span></li>"
    )


def _operation(document: Node, path: str, method: str, operation: Node) -> Iterator[str]:
    yield f"<p><a href='/docs'>All operations</a></p><h1>{escape(operation['summary'])}</h1>"
    yield f"<p><code><span class='method'>{method}</span> {escape(path)}</code></p>"
    scopes = [escape(scope) for need in operation["security"] for names in need.values()
              for scope in names]  # fmt: skip
    if scopes:
        yield f"<p>Needs one of the scopes <code>{'</code>, <code>'.join(scopes)}</code>.</p>"
    yield from _parameters(document, operation)
    body = operation.get("requestBody")
    if body:
        yield "<h2>Request body</h2>"
        yield _tree(document, body["content"]["application/json"]["schema"])
    yield f"<h2>Call</h2><pre>{escape(_command(path, method, body))}</pre>"
    for status, response in operation["responses"].items():
        found = resolve(document, response)
        content = found.get("content", {}).get("application/json")
        title = f"{status} {escape(found['description'])}"
        if content is None:
            yield f"<h2>{title}</h2><p class='quiet'>No body.</p>"
        elif status.startswith("2"):
            yield f"<h2>{title}</h2>{_tree(document, content['schema'])}"
        else:
            tree = _tree(document, content["schema"])
            yield f"<details><summary>{title}</summary>{tree}</details>"


def _parameters(document: Node, operation: Node) -> Iterator[str]:
    found = [resolve(document, parameter) for parameter in operation["parameters"]]
    if not found:
        return
    yield "<h2>Parameters</h2><table><tr><th>Name</th><th>In</th><th>Type</th></tr>"
    for parameter in found:
        needed = " <span class='quiet'>required</span>" if parameter.get("required") else ""
        kind = _type_of(document, parameter["schema"])
        yield (
            f"<tr><td><code>{escape(parameter['name'])}</code>{needed}</td>"
            f"<td>{parameter['in']}</td><td>{kind}</td></tr>"
        )
    yield "</table>"


def _command(path: str, method: str, body: Node | None) -> str:
    lines = [f"curl --request {method} 'http://127.0.0.1:8000{path}'"]
    lines.append("--header 'X-Auth-Token: ACCESS_TOKEN' --header 'Accept: application/json'")
    if body:
        lines.append("--header 'Content-Type: application/json' --data '{ }'")
    return " \\\n  ".join(lines)


def resolve(document: Node, node: Node) -> Node:
    """What a node's reference leads to, or the node itself."""
    while "$ref" in node:
        target: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def _tree(document: Node, schema: Node) -> str:
    inner = "".join(_branches(document, schema, ()))
    return f"<p class='quiet'>{_type_of(document, schema)}</p><ul class='top'>{inner}</ul>"


def _branches(document: Node, schema: Node, above: tuple[int, ...]) -> Iterator[str]:
    """The properties of a schema, of its items and of its alternatives."""
    node = resolve(document, schema)
    if id(node) in above or len(above) > DEEPEST:
        return
    above = (*above, id(node))
    required = node.get("required", [])
    for name, child in node.get("properties", {}).items():
        marks = [word for word, wanted in (
            ("required", name in required),
            ("read-only", resolve(document, child).get("readOnly")),
        ) if wanted]  # fmt: skip
        label = (
            f"<code>{escape(name)}</code> {_type_of(document, child)}"
            f" <span class='quiet'>{' '.join(marks)}</span>"
        )
        inner = "".join(_branches(document, child, above))
        yield (
            f"<li><details><summary>{label}</summary><ul>{inner}</ul></details></li>"
            if inner
            else f"<li>{label}</li>"
        )
    for part in (node.get("items"), node.get("additionalProperties"), *node.get("anyOf", ())):
        if isinstance(part, dict):
            yield from _branches(document, part, above)


def _type_of(document: Node, schema: Node) -> str:
    node = resolve(document, schema)
    if "anyOf" in node:
        return " or ".join(dict.fromkeys(_type_of(document, part) for part in node["anyOf"]))
    types = node.get("type", "any")
    words = " or ".join(types) if isinstance(types, list) else str(types)
    if "items" in node:
        words += f" of {_type_of(document, node['items'])}"
    if "enum" in node:
        words += ": " + ", ".join(json.dumps(value) for value in node["enum"])
    return escape(words)


def _page(title: str, body: str) -> str:
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>"
    )
