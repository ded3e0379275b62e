"""Ashmere, a made-up city on the Dogger Bank: the same city for one seed."""

from pathlib import Path

import numpy as np

from controlroom.ground.city import plan
from controlroom.ground.city.frame import to_degrees
from controlroom.ground.city.sheets import (
    LABEL_ZOOMS,
    draw_sheets,
    list_places,
    list_sectors,
    list_texts,
)
from controlroom.ground.city.streetgraph import graph_of
from controlroom.ground.city.survey import lay_out
from controlroom.ground.labels import place_labels
from controlroom.ground.places import StreetFinder
from controlroom.ground.writer import Survey, write_pack

ATTRIBUTION = "Ashmere, an invented city"
_SEA_M = 1500.0  # of sea around the island within the pack's bounds


EDITION = 4
"""Raised when the same seed gives another city than before: kept files are stale."""


def build_city(path: Path | str, seed: int = 1) -> None:
    """Write Ashmere as a map pack; takes a few seconds, so callers keep the file.

    The same seed gives the same bytes with the same versions of GEOS and SQLite.
    Raises PackError when the file cannot be written.
    """
    city = lay_out(seed)
    graph = graph_of(city.network, city.streets, city.terrain.inland)
    corners = np.array(city.terrain.island.bounds).reshape(2, 2)
    lat, lon = to_degrees(corners + np.array([[-_SEA_M], [_SEA_M]]))
    survey = Survey(
        name=plan.NAME,
        attribution=ATTRIBUTION,
        bounds=(float(lat[0]), float(lon[0]), float(lat[1]), float(lon[1])),
        centre=plan.CENTRE,
        outside="water",
        sheets=draw_sheets(city),
        labels=place_labels(list_texts(city), LABEL_ZOOMS),
        places=list_places(city, StreetFinder(graph)),
        graph=graph,
        sectors=list_sectors(city),
    )
    write_pack(Path(path), survey)
