"""Writes the generated pages of docs/; `make docs` runs it."""

from tests.contract import compatibility


def main() -> None:
    for module in (compatibility,):
        module.PAGE.write_text(module.generate())
        print(f"wrote docs/{module.PAGE.name}")


if __name__ == "__main__":
    main()
