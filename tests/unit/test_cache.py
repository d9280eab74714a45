"""Printed bytes in memory stay within their bounds."""

from orderwright.api.cache import ENTRY_OVERHEAD, ByteCache


def test_what_was_put_is_found_under_its_key() -> None:
    cache = ByteCache(10_000)
    cache.put((1, "a"), b"x")
    cache.put((1, "a"), b"y")
    assert (cache.get((1, "a")), cache.get((2, "a")), len(cache)) == (b"y", None, 1)


def test_what_was_not_used_for_longest_goes_first() -> None:
    cache = ByteCache(3 * (ENTRY_OVERHEAD + 10))
    for key in "abc":
        cache.put(key, b"0123456789")
    assert cache.get("a")
    cache.put("d", b"0123456789")
    assert [cache.get(key) is not None for key in "abcd"] == [True, False, True, True]


def test_what_is_too_large_is_not_kept() -> None:
    cache = ByteCache(1_000)
    cache.put("a", b"x" * 1_001)
    assert (len(cache), cache.get("a")) == (0, None)
    cache.put("b", b"x")
    assert cache.get("b") == b"x"
