"""The docks: one file a panel, each a view of the picture and of one selection."""
