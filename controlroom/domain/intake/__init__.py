"""What a call's words tell: its type, its grade, whether it is known, what to ask."""
