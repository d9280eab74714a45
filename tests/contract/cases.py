"""The recorded cases: what was asked, and what the platform answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from tests.support.reference import reference_directory


@dataclass(frozen=True, eq=False)
class Case:
    """One line of `cases.jsonl`."""

    raw: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.raw["id"])

    @property
    def topic(self) -> str:
        return str(self.raw["topic"])

    @property
    def method(self) -> str:
        return str(self.raw["method"])

    @property
    def path(self) -> str:
        """Path and query as recorded; hosts and what a reader is told in brackets are left out."""
        told = str(self.raw["path"]).partition(" (")[0]
        url = urlsplit(told)
        return url.path + (f"?{url.query}" if url.query else "")

    @property
    def request(self) -> Any:
        """The JSON body, or None; a body that is only described in words is no body."""
        request = self.raw.get("request")
        return None if isinstance(request, str) else request

    @property
    def status(self) -> str:
        return str(self.raw["expect_status"])

    @property
    def body(self) -> Any:
        return self.raw.get("expect_body_contains")

    @property
    def shape(self) -> Mapping[str, Any]:
        return self.raw.get("expect_body_shape") or {}

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers of the answer; those told of the request are the arrangement's matter."""
        told = self.raw.get("expect_headers") or {}
        return {k.lower(): v for k, v in told.items() if not k.startswith("request ")}


@cache
def all_cases() -> dict[str, Case]:
    """Cases by id, in the order of the file; none where the reference is absent."""
    directory = reference_directory()
    if directory is None:
        return {}
    lines = (directory / "behaviour" / "cases.jsonl").read_text().splitlines()
    cases = [Case(json.loads(line)) for line in lines if line.strip()]
    return {case.id: case for case in cases}
