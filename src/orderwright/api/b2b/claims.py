"""Signed tokens of customers: which customer the owner of a client secret vouches for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from orderwright.actions.b2b_logins import Claimed
from orderwright.api.schema import INT32_MAX, INT64_MAX
from orderwright.domain.errors import NotAuthenticated

TOKEN_LENGTH_MAX = 8 * 1024
UNDATED_SECONDS = 15 * 60
SKEW_SECONDS = 60
SECRET_LENGTHS = {"HS256": 32, "HS384": 48, "HS512": 64}


@dataclass(frozen=True, slots=True)
class Unproven:
    """What a token says of itself before its signature is checked."""

    token: str
    algorithm: str
    client_id: str
    store_hash: str


def read_unproven(token: str) -> Unproven:
    """Raises NotAuthenticated for what is no token of this kind."""
    if not 0 < len(token) <= TOKEN_LENGTH_MAX:
        raise NotAuthenticated
    try:
        algorithm = jwt.get_unverified_header(token).get("alg")
        claims = jwt.decode(token, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise NotAuthenticated from None
    if algorithm not in SECRET_LENGTHS:
        raise NotAuthenticated
    client_id = _text(claims, "aud") or _text(claims, "application_id")
    if not client_id and claims.get("operation") == "customer_login":
        client_id = _text(claims, "iss")
    return Unproven(
        token, algorithm, client_id, _text(claims, "store_hash") or _text(claims, "sub")
    )


def prove(unproven: Unproven, secrets: Iterable[str], now: int) -> Claimed:
    """The customer, if one of the secrets has signed the token and its time is not over.

    Raises NotAuthenticated.
    """
    for secret in secrets:
        if len(secret.encode()) < SECRET_LENGTHS[unproven.algorithm]:
            continue
        try:
            claims = jwt.decode(
                unproven.token,
                secret,
                algorithms=[unproven.algorithm],
                options={
                    "verify_aud": False,
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                    "verify_iss": False,
                    "verify_sub": False,
                    "verify_jti": False,
                },
            )
        except jwt.PyJWTError:
            continue
        if not _in_time(claims, now // 1000):
            raise NotAuthenticated
        return _claimed(claims)
    raise NotAuthenticated


def _in_time(claims: Mapping[str, Any], second: int) -> bool:
    """By the injected clock; a token without an end counts for a quarter of an hour."""
    begins = _whole(claims.get("nbf"))
    issued, ends = _whole(claims.get("iat")), _whole(claims.get("exp"))
    if begins is not None and begins > second + SKEW_SECONDS:
        return False
    if issued is not None and issued > second + SKEW_SECONDS:
        return False
    if ends is not None:
        return second < ends
    return issued is not None and second < issued + UNDATED_SECONDS


def _claimed(claims: Mapping[str, Any]) -> Claimed:
    customer = claims.get("customer")
    inner: Mapping[str, Any] = customer if isinstance(customer, dict) else {}
    number = _whole(inner.get("id"))
    if number is None:
        number = _whole(claims.get("customer_id"))
    if number is not None and not 0 < number <= INT32_MAX:
        raise NotAuthenticated
    return Claimed(number or 0, _text(inner, "email") or _text(claims, "email"))


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""


def _whole(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, float):  # some libraries date their tokens so
        return int(value) if abs(value) < INT64_MAX else None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 19:
        return int(value)
    return value if isinstance(value, int) else None
