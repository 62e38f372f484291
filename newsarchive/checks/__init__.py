"""An article goes in, findings come out; the article itself is never changed here."""
