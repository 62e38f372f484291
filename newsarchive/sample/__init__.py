"""The bundled sample site: a small replica of a party-news site, and the loopback server that serves it."""
