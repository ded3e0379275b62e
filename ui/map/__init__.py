"""The map: ground, units and labels painted in one tick; the only Mercator."""
