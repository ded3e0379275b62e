"""The only Qt: draws the picture and sends commands, never edits what is true."""
