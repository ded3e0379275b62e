"""The plan of Ashmere as a surveyor would sketch it: what goes where, in metres.

East and north of 54.7 N 2.4 E. A seed bends the whole sketch smoothly, so that what
crosses here crosses everywhere, and fills in the rest.
"""

from typing import NamedTuple

CENTRE = (54.7, 2.4)
NAME = "Ashmere"


class Way(NamedTuple):
    """A main road of the sketch: ring, main or street, through its points."""

    name: str
    kind: str
    points: tuple[tuple[int, int], ...]
    closed: bool = False


class Spotted(NamedTuple):
    """Something at a point: a district's middle, a park, a landmark."""

    name: str
    kind: str
    at: tuple[int, int]


ISLAND = (
    (4150, 250), (4300, 1000), (3900, 1900), (4300, 2700), (4250, 3500), (3550, 4150),
    (2500, 4450), (1500, 5050), (700, 5600), (-200, 5250), (-1300, 5500),
    (-2500, 6150), (-3300, 5450), (-4000, 5200), (-5300, 4700), (-6000, 3600),
    (-7400, 3200), (-7900, 2300), (-7350, 1300), (-7250, 500), (-7700, -200),
    (-7000, -900), (-7150, -1900), (-6000, -2500), (-5150, -3200), (-5000, -4100),
    (-4100, -4450), (-3300, -5300), (-2400, -4850), (-1300, -5050), (-300, -5550),
    (900, -5050), (1900, -4650), (2500, -4150), (3300, -3950), (4100, -3250),
    (4700, -2600), (4350, -1750), (4000, -1150),
)  # fmt: skip

# x, y and width of the river, from Tarn Water to the sea
RIVER = (
    (-5100, 900, 24), (-4400, 520, 30), (-3700, 760, 40), (-3000, 560, 54),
    (-2350, 60, 72), (-1750, -330, 92), (-1150, -330, 110), (-560, -470, 128),
    (80, -690, 142), (760, -600, 150), (1400, -420, 160), (1980, -560, 180),
    (2500, -860, 225), (3050, -830, 310), (3650, -560, 460), (4400, -420, 680),
    (5400, -300, 950),
)  # fmt: skip
CANAL = (
    (-260, 3340), (-330, 2900), (-240, 2350), (-330, 1850), (-560, 1350),
    (-640, 850), (-690, 350), (-640, -60), (-600, -470),
)  # fmt: skip
LAKE = ((-5500, 1150), 520)
# corner, far corner along the quay, depth inland: basins of the harbour
BASINS = (
    ((2470, -820), (2560, 120), 105),
    ((2860, -800), (2930, 60), 120),
    ((3290, -640), (3350, 60), 110),
)
# names on open water: what, where, display zooms
WATERS = (
    ("North Sea", (7600, 2200), (10, 14)),
    ("Ashmere Roads", (5700, -500), (12, 15)),
    ("Ashmere Harbour", (3900, -430), (14, 99)),
)
BREAKWATERS = (
    ((4030, 150), (4500, 260), (4850, 40), (4960, -170)),
    ((3990, -1150), (4420, -1200), (4780, -960), (4900, -640)),
)

WAYS = (
    Way("Ring Road", "ring", (
        (0, 2150), (640, 2180), (1180, 1900), (1640, 1500), (1960, 980), (2100, 480),
        (2130, 0), (2090, -560), (1960, -1130), (1700, -1640), (1290, -2150),
        (800, -2450), (270, -2520), (-330, -2500), (-920, -2330), (-1480, -1830),
        (-1820, -1330), (-2010, -830), (-2180, -240), (-2240, 180), (-2170, 700),
        (-1940, 1220), (-1540, 1630), (-1080, 1950), (-560, 2150)), closed=True),
    Way("Priory Way", "main", (
        (-1080, 560), (-760, 690), (-400, 740), (0, 760), (420, 720), (800, 590),
        (1010, 330), (980, 40), (900, -250))),
    Way("High Street", "main", (
        (-1300, 150), (-700, 160), (-300, 140), (60, 190), (500, 110), (980, 40))),
    Way("Northgate Street", "main", (
        (60, 190), (20, 480), (0, 760), (90, 1150), (70, 1650), (0, 2150),
        (110, 2700), (60, 3250), (180, 3900), (90, 4500), (160, 5150))),
    Way("Abbey Road", "main", (
        (800, 590), (1080, 880), (1380, 1250), (1640, 1500), (2050, 1950),
        (2330, 2500), (2800, 3050), (3080, 3600), (3000, 4100))),
    Way("Harbour Way", "main", (
        (980, 40), (1450, 130), (2130, 0), (2560, 330), (3050, 330), (3500, 430),
        (3880, 520))),
    Way("Bishop's Hill", "main", (
        (-760, 690), (-940, 1080), (-1270, 1380), (-1540, 1630), (-1930, 2030),
        (-2420, 2480), (-2760, 3050), (-3350, 3500), (-3900, 4250), (-4000, 4800))),
    Way("Westhill Road", "main", (
        (-1300, 150), (-1700, 480), (-2170, 700), (-2750, 1080), (-3300, 1420),
        (-4000, 1680), (-4700, 2050), (-5500, 2250), (-6400, 2350), (-7100, 2100))),
    Way("Station Road", "main", (
        (640, 2180), (480, 1650), (420, 1200), (420, 720), (280, 430), (230, 150),
        (130, -300), (90, -690), (40, -1100), (110, -1620), (180, -2100),
        (270, -2520), (430, -3050), (600, -3600), (640, -4200), (700, -4900))),
    Way("Tannery Road", "main", (
        (-1300, 150), (-1330, -330), (-1230, -960), (-1330, -1420), (-1480, -1830),
        (-1900, -2350), (-2300, -2850), (-2750, -3400), (-3100, -4100),
        (-3200, -4600))),
    Way("Market Bridge Road", "main", (
        (500, 110), (640, -240), (740, -600), (800, -1080), (1000, -1560),
        (1290, -2150), (1600, -2750), (1720, -3280), (1900, -3900), (2000, -4400))),
    Way("Southbank Road", "main", (
        (-2010, -830), (-1600, -900), (-1230, -960), (-600, -1080), (40, -1100),
        (800, -1080), (1350, -1060), (1960, -1130), (2500, -1480), (3000, -1700),
        (3500, -1850), (4050, -1950))),
    Way("Saltings Road", "main", (
        (1700, -1640), (2200, -2050), (2650, -2450), (3100, -2900), (3500, -3500))),
    Way("Orchard Road", "main", (
        (-2010, -830), (-2600, -830), (-3250, -850), (-3900, -1050), (-4700, -1050),
        (-5600, -1350), (-6600, -1300))),
    Way("Northern Orbital", "main", (
        (-3250, -850), (-3330, -100), (-3260, 640), (-3300, 1420), (-2950, 1950),
        (-2420, 2480), (-1800, 2950), (-1100, 3200), (-500, 3180), (60, 3250),
        (700, 3300), (1400, 3050), (2330, 2500), (2800, 1950), (3020, 1350),
        (3050, 330))),
    Way("Southern Orbital", "main", (
        (-3250, -850), (-3100, -1500), (-2800, -2200), (-2300, -2850), (-1500, -3250),
        (-500, -3480), (600, -3600), (1200, -3500), (1720, -3280), (2250, -2900),
        (2650, -2450), (2950, -2100), (3000, -1700))),
    Way("Coast Road", "street", (
        (3880, 520), (3920, 1100), (3560, 1900), (3780, 2750), (3080, 3600),
        (2150, 4150), (1150, 4700), (90, 4500), (-1300, 5150), (-2700, 4750),
        (-3900, 4250), (-5050, 3750), (-6150, 3050), (-6400, 2350), (-6900, 900),
        (-6450, -400), (-6600, -1300), (-5500, -2300), (-4800, -3300), (-3900, -4050),
        (-3100, -4100), (-1900, -4550), (-600, -4500), (640, -4200), (1900, -3900),
        (2800, -3500), (3500, -3500), (3820, -2900), (4050, -1950), (3600, -1300),
        (2900, -1200), (1960, -1130))),
    Way("Mill Street", "street", (
        (-180, -560), (-230, -300), (-300, 140), (-340, 450), (-400, 740), (-380, 1100),
        (-500, 1500), (-560, 2150))),
    Way("Foundry Lane", "street", (
        (-1540, 1630), (-1430, 1150), (-1080, 560), (-1010, 200), (-960, -60),
        (-900, -430))),
    Way("Albion Street", "street", (
        (1180, 1900), (1130, 1400), (1080, 880), (1230, 480), (1200, 90),
        (1120, -250), (1060, -520))),
    Way("Victoria Road", "street", (
        (-1430, 1150), (-940, 1080), (-380, 1100), (90, 1150), (420, 1200),
        (780, 1120), (1080, 880))),
    Way("Castle Street", "street", (
        (-1940, 1220), (-1430, 1150))),
    Way("Pier Road", "street", (
        (1960, 980), (2500, 900), (3020, 800), (3500, 850), (3920, 1100))),
    Way("Tanner's Row", "street", (
        (-1820, -1330), (-1330, -1420), (-700, -1530), (110, -1620), (1000, -1560),
        (1700, -1640))),
    Way("Victoria Bridge Street", "street", (
        (-700, 160), (-560, -180), (-600, -470), (-640, -740), (-600, -1080),
        (-700, -1530), (-920, -2330))),
    Way("Albert Road", "street", (
        (-3330, -100), (-2700, -330), (-2180, -240))),
    Way("Common Lane", "street", (
        (-3260, 640), (-2750, 1080), (-2400, 1600), (-1930, 2030))),
    Way("Heath Lane", "minor", (
        (-3350, 3500), (-3900, 3200), (-4500, 2900), (-5050, 2450), (-5500, 2250))),
    Way("Tarnside Lane", "minor", (
        (-5500, 2250), (-6050, 1700), (-6180, 900), (-5950, 200), (-5700, -500),
        (-5600, -1350))),
    Way("Moor Lane", "minor", (
        (-4700, 2050), (-4750, 1400), (-4600, 700), (-4750, -100), (-4700, -1050))),
    Way("Ferny Lane", "minor", (
        (-4700, -1050), (-4600, -1800), (-4000, -2300), (-3500, -3000),
        (-3000, -3750))),
    Way("Beacon Lane", "minor", (
        (-2760, 3050), (-2300, 3700), (-1500, 4050), (-700, 4150), (180, 3900))),
    Way("Skerne Lane", "minor", (
        (180, 3900), (900, 4000), (1600, 3900), (2250, 3650), (3080, 3600))),
    Way("Downs Lane", "minor", (
        (-2750, -3400), (-1900, -4000), (-900, -4100), (-200, -4000), (640, -4200))),
    Way("Eastfield Road", "street", (
        (1640, 1500), (2200, 1500), (2700, 1350), (3020, 1350), (3650, 1500))),
)  # fmt: skip

# where the river has quays, by plan; and the town's edge before the coast cuts it
QUAYS = ((-2300, 20), (3300, -700))
TOWN = (
    (4600, 300), (4500, 2000), (3700, 3000), (2900, 3750), (1500, 3500), (700, 4000),
    (-400, 3850), (-1300, 3400), (-2300, 3500), (-3200, 3050), (-3550, 2100),
    (-4150, 1700), (-3700, 900), (-3800, -200), (-4100, -900), (-3500, -1500),
    (-3150, -2500), (-2800, -3500), (-1800, -3600), (-600, -3850), (500, -4350),
    (1500, -3900), (2300, -3700), (3100, -3300), (3900, -2700), (4600, -1900),
    (4600, -1000),
)  # fmt: skip

# villages: name, middle, radius
VILLAGES = (
    ("Tarnholme", (-5650, 2300), 470),
    ("Ox Fold", (-5500, -1300), 360),
    ("Nettlecombe", (-3450, 3850), 340),
    ("North Shore", (150, 4620), 420),
    ("Sandhithe", (-3300, -4150), 380),
)

RAIL = (
    ("Ashmere main line", (
        (-5560, 2560), (-4600, 2500), (-3400, 1950), (-2300, 1430),
        (-1300, 1270), (-500, 1330), (420, 1420), (1200, 1620), (1800, 2250),
        (2120, 2900), (2250, 3650))),
    ("Harbour branch", (
        (420, 1420), (1200, 1400), (1800, 1180), (2400, 720), (2800, 560),
        (3450, 600), (3700, 650))),
)  # fmt: skip
STATIONS = (
    Spotted("Ashmere Central", "station", (420, 1420)),
    Spotted("Westhill", "station", (-2300, 1430)),
    Spotted("Northgate Parkway", "station", (1800, 2250)),
    Spotted("Harbour", "station", (2800, 560)),
    Spotted("Tarnholme", "station", (-5480, 2555)),
    Spotted("Abbey Road", "station", (2230, 3560)),
)

DISTRICTS = (
    Spotted("Northgate", "district", (-700, 2700)),
    Spotted("Station Quarter", "district", (150, 1000)),
    Spotted("Westhill", "district", (-2500, 1100)),
    Spotted("Eastfield", "district", (2300, 2000)),
    Spotted("Harbour", "district", (2300, 150)),
    Spotted("Tanners", "district", (-2000, -1500)),
    Spotted("Southbank", "district", (250, -1900)),
    Spotted("Saltings", "district", (2500, -2200)),
)


class Plot(NamedTuple):
    """Ground set aside before streets are laid: name, kind, where, wished area in m².

    use: park, campus (large buildings in grounds), dock (sheds), field (left open).
    """

    name: str
    kind: str
    use: str
    at: tuple[int, int]
    area_m2: float


PLOTS = (
    Plot("Castle Park", "park", "park", (-880, -60), 95e3),
    Plot("Market Green", "park", "park", (330, 280), 16e3),
    Plot("Station Gardens", "park", "park", (620, 960), 26e3),
    Plot("Westhill Common", "park", "park", (-2700, 1650), 420e3),
    Plot("Northgate Park", "park", "park", (-950, 2600), 210e3),
    Plot("Eastfield Park", "park", "park", (2560, 1950), 190e3),
    Plot("Harbour Gardens", "park", "park", (1640, 350), 42e3),
    Plot("Victoria Park", "park", "park", (380, -2050), 180e3),
    Plot("Tanner's Meadow", "park", "park", (-1620, -1250), 70e3),
    Plot("Orchard Recreation Ground", "park", "park", (-2500, -1350), 90e3),
    Plot("Tarn Meadows", "park", "park", (-2750, 250), 220e3),
    Plot("Saltings Nature Reserve", "park", "park", (3450, -2500), 420e3),
    Plot("Priory Garden", "park", "park", (-140, 480), 14e3),
    Plot("Westhill Cemetery", "park", "park", (-3000, 2450), 130e3),
    Plot("Abbey Fields", "park", "park", (1500, 2350), 80e3),
    Plot("Southern Allotments", "park", "park", (-900, -2950), 100e3),
    Plot("Lighthouse Park", "park", "park", (3300, 1150), 70e3),
    Plot("Ashmere Royal Infirmary", "hospital", "campus", (-1050, 1650), 60e3),
    Plot("Southbank General Hospital", "hospital", "campus", (1350, -1400), 45e3),
    Plot("University of the Bank", "university", "campus", (900, 1480), 75e3),
    Plot("Tarn Park Stadium", "stadium", "campus", (2250, -1500), 70e3),
    Plot("Ashmere Police Headquarters", "police", "campus", (130, 650), 15e3),
    Plot("Crown Court", "court", "campus", (650, 350), 13e3),
    Plot("Market Hall", "market", "campus", (330, -80), 13e3),
    Plot("Ashmere Minster", "church", "campus", (-420, 330), 16e3),
    Plot("Kingsway Shopping Centre", "shop", "campus", (-150, 950), 42e3),
    Plot("Ferry Terminal", "port", "dock", (3560, 150), 60e3),
    Plot("Harbour Works", "port", "dock", (2720, -200), 90e3),
    Plot("Basin Quay Warehouses", "port", "dock", (3120, -150), 90e3),
    Plot("Pier Road Sidings", "port", "dock", (3350, 500), 80e3),
    Plot("Saltings Boatyards", "port", "dock", (2900, -1330), 80e3),
    Plot("Tannery Estate", "shop", "dock", (-1750, -1600), 110e3),
    Plot("Northern Trading Estate", "shop", "dock", (900, 2850), 190e3),
    Plot("Foundry Works", "shop", "dock", (-850, 1180), 60e3),
    Plot("Westhill Retail Park", "shop", "dock", (-3050, 900), 110e3),
    Plot("Northgate Academy", "school", "campus", (-300, 2900), 32e3),
    Plot("Eastfield School", "school", "campus", (2350, 1250), 28e3),
    Plot("Westhill School", "school", "campus", (-1900, 900), 24e3),
    Plot("Tanners Primary School", "school", "campus", (-1050, -1250), 16e3),
    Plot("Southbank School", "school", "campus", (-350, -1900), 26e3),
    Plot("Saltings Academy", "school", "campus", (2750, -2000), 36e3),
    Plot("Priory School", "school", "campus", (-650, 420), 13e3),
    Plot("St Brannock's College", "school", "campus", (1250, -2700), 32e3),
    Plot("Orchard Road School", "school", "campus", (-2700, -600), 24e3),
    Plot("Harbour Primary School", "school", "campus", (1800, 600), 15e3),
)

# Landmarks that stand in an ordinary block.
SPOTS = (
    Spotted("Northgate Police Station", "police", (200, 2500)),
    Spotted("Westhill Police Station", "police", (-2350, 750)),
    Spotted("Harbour Police Station", "police", (1900, 200)),
    Spotted("Southbank Police Station", "police", (150, -1300)),
    Spotted("Tanners Police Station", "police", (-1500, -1050)),
    Spotted("Saltings Police Station", "police", (2400, -2100)),
    Spotted("Eastfield Police Station", "police", (2100, 1650)),
    Spotted("Central Fire Station", "fire", (-250, 620)),
    Spotted("Southern Fire Station", "fire", (700, -2650)),
    Spotted("Harbour Fire Station", "fire", (2400, 500)),
    Spotted("Westhill Fire Station", "fire", (-2000, 1450)),
    Spotted("Magistrates' Court", "court", (760, 180)),
    Spotted("City Hall", "civic", (120, 330)),
    Spotted("Central Library", "civic", (-120, 280)),
    Spotted("Museum of the Bank", "museum", (400, 520)),
    Spotted("Albion Theatre", "museum", (900, 400)),
    Spotted("Custom House", "civic", (1200, -180)),
    Spotted("Fish Market", "market", (2250, -330)),
    Spotted("Coach Station", "station", (650, 1250)),
    Spotted("St Anne's Church", "church", (-1500, 600)),
    Spotted("St Olave's Church", "church", (600, -1300)),
    Spotted("Holy Rood Church", "church", (1900, 1900)),
    Spotted("Tarn Street Mosque", "church", (-900, -1600)),
    Spotted("Eastgate Synagogue", "church", (1000, 700)),
    Spotted("Southbank Arena", "stadium", (250, -1000)),
    Spotted("Northgate Baths", "civic", (350, 2000)),
    Spotted("Tannery Arts Centre", "museum", (-1300, -750)),
    Spotted("Saltings Health Centre", "hospital", (2600, -2600)),
    Spotted("Westhill Health Centre", "hospital", (-2600, 1250)),
    Spotted("Grand Hotel", "shop", (300, 1150)),
    Spotted("Anchor Hotel", "shop", (1500, 50)),
)
