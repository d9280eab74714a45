"""The tests; what each folder asks is told in CONTRIBUTING.md."""
