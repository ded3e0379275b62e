"""What callers of the exercise say: sentences with gaps, by kind of incident.

Each entry: opening code, share of all calls, grades with their shares, and sentences.
Gaps: {street} {other} {place} {count} {colour} {age} {item} {name}.
"""

from typing import NamedTuple


class Matter(NamedTuple):
    """One kind of call."""

    type_code: str
    share: float
    grades: tuple[tuple[str, float], ...]
    sentences: tuple[str, ...]


MATTERS: tuple[Matter, ...] = (
    Matter("DISORDER", 0.10, (("I", 0.15), ("S", 0.60), ("E", 0.25)), (
        "{count} people shouting and pushing outside {place}. One has taken his shirt off. No weapons seen.",
        "Group of {count} youths kicking bins along {street}, towards {other}. Caller on the first floor, wants no contact.",
        "Argument over a taxi, {count} people. Door staff at {place} keeping them apart for now.",
    )),
    Matter("VIOLENCE", 0.06, (("I", 0.70), ("S", 0.30)), (
        "Fight in progress at {place}, {count} males. One on the ground, breathing, bleeding from the head. Ambulance asked for.",
        "Male punched by a stranger in {street}, made off on foot towards {other}, {colour} jacket. Victim safe in a shop.",
        "Staff member at {place} assaulted, offender held by two colleagues in the stock room.",
    )),
    Matter("ROBBERY", 0.02, (("I", 0.90), ("S", 0.10)), (
        "Two males in {colour} tracksuits took a phone at the corner of {street} and {other}. One held a kitchen knife. Ran towards {place}.",
        "Bag snatched by a rider on an electric bike, {street}. Caller shaken, not hurt. {colour} helmet, no plate.",
    )),
    Matter("BURGLARY", 0.05, (("I", 0.25), ("S", 0.45), ("E", 0.30)), (
        "Back door forced while caller was at work, {street}. {item} gone. Nobody inside now.",
        "Intruder heard downstairs, {street}. Caller and {count} children in a bedroom with the door blocked. Line kept open.",
        "Neighbour's alarm sounding, side window open, torch seen inside, {street}.",
    )),
    Matter("DOMESTIC", 0.08, (("I", 0.45), ("S", 0.55)), (
        "Caller whispers that her partner is breaking things, {street}. Children aged {age} upstairs. No weapons known.",
        "Ex-partner {name} at the door again, banging. Order in force, caller thinks. He has been drinking.",
        "Neighbours hear a woman shout for help, {street}, second floor. Quiet now.",
    )),
    Matter("COLLISION", 0.07, (("I", 0.25), ("S", 0.55), ("E", 0.20)), (
        "Car against a cyclist, {street} at {other}. Cyclist conscious, leg hurt. Road half blocked.",
        "Two cars, damage only, {street}. Drivers arguing about details. Traffic building back to {other}.",
        "{colour} van through the fence of {place}. Driver walked off towards {other}, unsteady.",
    )),
    Matter("CONCERN", 0.09, (("I", 0.30), ("S", 0.60), ("E", 0.10)), (
        "Carer cannot get an answer from a man of {age}, {street}. Curtains shut since yesterday, he never goes out.",
        "Male sitting on the wrong side of the railing near {place}. Talking, crying. Caller is staying with him.",
        "Daughter {name} has not come to work and is not answering. Her car is outside, {street}.",
    )),
    Matter("MISSING", 0.03, (("I", 0.15), ("S", 0.85)), (
        "{name}, {age}, left {place} at lunch and did not return. {colour} coat, school bag. Phone off.",
        "Resident {name}, {age}, walked out of the care home in {street}. Confused, in slippers, {colour} cardigan.",
    )),
    Matter("MENTALHEALTH", 0.05, (("I", 0.25), ("S", 0.60), ("E", 0.15)), (
        "Male in {street} shouting at cars and stepping into the road. No weapon seen. {colour} top, barefoot.",
        "Ward at {place} reports that {name} left before seeing a doctor. Low mood, no means known.",
    )),
    Matter("SUSPICIOUS", 0.09, (("S", 0.60), ("E", 0.40)), (
        "Two people trying car doors along {street}, torches, {colour} and dark clothing. Moving towards {other}.",
        "{colour} van parked across a drive in {street} for two hours, engine running, man watching the houses.",
        "Person photographing the rear of {place} and climbing on the wall.",
    )),
    Matter("THEFT", 0.07, (("S", 0.25), ("E", 0.60), ("R", 0.15)), (
        "{item} stolen from a garden shed overnight, {street}. Padlock cut.",
        "Shoplifter detained at {place}, goods worth {count}0 pounds. Calm, says he is hungry.",
        "Bike taken from outside {place}, lock cut. Caller has the frame number.",
    )),
    Matter("VEHICLECRIME", 0.05, (("S", 0.20), ("E", 0.60), ("R", 0.20)), (
        "Window smashed and {item} taken from a parked car, {street}.",
        "Car gone from {street} since last night. Both keys with the owner. Tracker shows it near {other}.",
    )),
    Matter("DAMAGE", 0.04, (("S", 0.30), ("E", 0.55), ("R", 0.15)), (
        "Bus shelter smashed, {street} at {other}. {count} youths on bikes, gone towards {place}.",
        "Wet paint on the wall of {place}. Person still there, {colour} hood.",
    )),
    Matter("ANTISOCIAL", 0.08, (("S", 0.35), ("E", 0.50), ("R", 0.15)), (
        "Loud music and {count} people drinking in the yard behind {street}. Third call tonight.",
        "Off-road bikes riding over {place}, no helmets, families nearby.",
        "Fireworks thrown at cars from the footbridge near {other}.",
    )),
    Matter("ALARM", 0.05, (("I", 0.35), ("S", 0.65)), (
        "Intruder alarm at {place}, two zones, keyholder {name} on the way, {count} minutes.",
        "Panic button at a shop in {street}, no answer on call back.",
    )),
    Matter("TRAFFIC", 0.05, (("S", 0.45), ("E", 0.40), ("R", 0.15)), (
        "Lorry shed its load, {street}, {item} across both lanes.",
        "Signals out at {street} and {other}, drivers not giving way.",
        "Abandoned {colour} car half on the roundabout near {place}.",
    )),
    Matter("FRAUD", 0.02, (("E", 0.50), ("R", 0.50)), (
        "Caller of {age} was told by a false officer to draw out money. Courier due at {street} within the hour.",
        "{name} paid for a flat in {street} that does not exist. Has the account details.",
    )),
)  # fmt: skip

WARNINGS = (
    "Weapons seen here 03NOV26", "Dog bites, loose in the yard", "Officers assaulted",
    "Needles on the stairs", "Occupier films and posts", "Two exits, rear lane",
)  # fmt: skip
"""What earlier visits say about a place."""
RISKS = (
    "T: no weapons seen. H: shaken, unhurt. R: may return. I: CCTV asked for. V: none known. E: will speak to officers. P: told to stay inside.",
    "T: offender still near. H: bleeding, ambulance on the way. R: has been drinking. I: two witnesses stay. V: child in the house. E: wants contact by text. P: door locked.",
    "Threat: none now. Harm: property only. I: description taken. V: lives alone.",
)
"""What a call taker writes down of a risk."""
RESULTS = (
    "All parties spoken to, no offences, advice given.",
    "One arrested, transport on the way.",
    "Area searched, no trace. Caller updated.",
    "Statement taken, scene photographed, crime to be recorded.",
    "Handed to ambulance. No further police action.",
    "Words of advice. Group dispersed.",
    "Vehicle recovered, keeper informed.",
    "Victim safe, safeguarding referral to follow.",
)
ITEMS = (
    "a laptop and jewellery", "two bicycles", "power tools", "a handbag", "a satnav",
    "a strimmer", "cash and a watch", "pallets", "a generator", "scaffold boards",
)  # fmt: skip
COLOURS = (
    "black", "grey", "dark blue", "red", "white", "green", "orange", "light brown",
)  # fmt: skip
