"""What an address is: canonical form, article id, listing or article. Pure functions on strings."""
