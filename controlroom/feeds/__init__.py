"""How others speak: one file a format, decode and encode, no I/O."""
