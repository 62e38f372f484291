"""`python -m newsarchive` is the same as the command `newsarchive`."""

from newsarchive.cli.main import main

main()
