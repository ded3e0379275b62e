"""How each event changes the picture: one file a subject, nothing decided here."""
