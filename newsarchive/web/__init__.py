"""The archive in a browser: Datasette with our own pages, labels and headers; read-only."""
