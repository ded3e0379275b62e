"""What leaves the room: pages, maps and tables, each a logged disclosure."""
