"""Payment access tokens as they travel: signed JWTs with the claims that the platform's have."""

import hashlib
import hmac
import re
from dataclasses import dataclass

import jwt
from jwt.types import Options

from orderwright.domain.currency import minor_unit_of
from orderwright.domain.errors import NotAuthenticated
from orderwright.domain.payment_token import ISSUER, LIFE_MS, PaymentToken

ALGORITHM = "HS256"
PURPOSE = "payment-tokens"
TOKEN_LENGTH_MAX = 4_096
_SECOND_MS = 1_000
_BY_OUR_CLOCK: Options = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}
_LENIENT = re.compile(r"\s*(?:PAT|Bearer)\s+(\S+)\s*", re.IGNORECASE)
_STRICT = re.compile(r"PAT (\S+)")


@dataclass(frozen=True, slots=True)
class Payer:
    """Who presents a token that this server has signed: for which order, by which hash."""

    order_id: int
    token_hash: bytes


def hash_id(token_id: str) -> bytes:
    """What is stored of a token: its random id, hashed."""
    return hashlib.sha256(token_id.encode()).digest()


def derive_id(key: bytes, store_id: int, account_id: int, idempotency_key: str) -> str:
    """The id of the token made under an Idempotency-Key: the same again, and never stored."""
    text = f"{store_id}/{account_id}/{idempotency_key}"
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:32]


def sign(key: bytes, store_hash: str, store_id: int, token_id: str, token: PaymentToken) -> str:
    """The JWT (behaviour 3): its amount is in minor units."""
    ends = token.expires_at // _SECOND_MS
    begins = ends - LIFE_MS // _SECOND_MS
    claims = {
        "exp": ends,
        "nbf": begins,
        "iss": ISSUER,
        "sub": store_hash,
        "jti": token_id,
        "iat": begins,
        "data": {
            "store_id": str(store_id),
            "order_id": str(token.order_id),
            "amount": token.amount // minor_unit_of(token.currency),
            "currency": token.currency,
        },
    }
    return jwt.encode(claims, key, ALGORITHM, headers={"typ": None})


def read_payer(
    key: bytes, header: str, store_hash: str, now: int, *, is_strict: bool = False
) -> Payer:
    """What a request's `Authorization` allows. Raises NotAuthenticated.

    Takes `PAT` and `Bearer` in any case with spaces around; where it is strict only the former.
    """
    found = (_STRICT if is_strict else _LENIENT).fullmatch(header)
    if found is None or len(header) > TOKEN_LENGTH_MAX:
        raise NotAuthenticated
    try:
        claims = jwt.decode(found.group(1), key, [ALGORITHM], options=_BY_OUR_CLOCK, issuer=ISSUER)
        begins, ends = int(claims["nbf"]) * _SECOND_MS, int(claims["exp"]) * _SECOND_MS
        payer = Payer(int(claims["data"]["order_id"]), hash_id(claims["jti"]))
    except (jwt.InvalidTokenError, KeyError, TypeError, ValueError) as error:
        raise NotAuthenticated from error
    if claims["sub"] != store_hash or not begins <= now < ends:
        raise NotAuthenticated
    return payer
