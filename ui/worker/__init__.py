"""The desk's second process: paints ground and finds ways, so no frame waits."""
