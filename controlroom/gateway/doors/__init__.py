"""One file a door: a socket, its limits and its count, never a format."""
