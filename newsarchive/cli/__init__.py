"""The command line: words in, words out, one file per command; no logic of its own."""
