"""Map packs: written, read and travelled; never drawn here."""
