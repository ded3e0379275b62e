"""The server: opens, listens, decides once and tells every desk."""
