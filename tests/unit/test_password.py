"""Hashes of passwords, and codes of gift certificates."""

from orderwright.domain.gift_certificate import CODE_DIGITS, make_code
from orderwright.domain.password import hash_password, is_confirmed, is_password

SALT = "0123456789abcdef" * 2


def test_only_the_same_password_fits() -> None:
    kept = hash_password("secret123", SALT)
    assert kept.startswith(f"scrypt${SALT}$")
    assert "secret" not in kept
    assert is_password("secret123", kept)
    assert not is_password("secret124", kept)
    assert not is_password("", kept)
    assert hash_password("secret123", "ff" * 16) != kept


def test_no_password_fits_where_none_is_kept() -> None:
    assert not is_password("", "")
    assert not is_password("secret123", "")


def test_confirmation() -> None:
    assert is_confirmed("päss", "päss")
    assert not is_confirmed("päss", "pass")


def test_codes_have_four_groups_of_three() -> None:
    assert make_code("00" * (CODE_DIGITS // 2)) == "AAA-AAA-AAA-AAA"
    assert make_code("ff01" * (CODE_DIGITS // 4)) == "9B9-B9B-9B9-B9B"
