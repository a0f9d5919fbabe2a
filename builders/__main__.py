"""`python -m builders` is `muniment`."""

from builders.cli import main

main(prog_name="muniment")
