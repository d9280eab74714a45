"""The rules: frozen records and pure functions, without I/O, clock or randomness."""
