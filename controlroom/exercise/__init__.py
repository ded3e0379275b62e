"""A force that does not exist, speaking through the gateway's real doors."""
