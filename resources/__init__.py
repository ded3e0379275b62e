"""Files that ship with the program, read by importlib.resources; no code."""
