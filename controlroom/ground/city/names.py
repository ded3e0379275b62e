"""Words that Ashmere's streets are called by; every name is invented, none repeats."""

from collections.abc import Iterator

import numpy as np

_STEMS = """
Abbot Acorn Adder Alder Almond Alma Amber Anchor Anvil Apple Apsley Arch Archer Arden
Argyle Arrow Ash Ashdown Aspen Aster Auburn Avon Badger Bakers Balmoral Bank Barley
Barn Baron Barrow Basil Basket Bath Bay Beacon Beaumont Beck Beech Belgrave Bell
Belmont Bentham Berry Birch Bishop Blackthorn Blenheim Boatman Bobbin Bow Bramble
Bracken Brewer Briar Brick Bridle Brindle Bristow Broad Brook Broom Brunswick
Buckland Burdock Burgess Burton Butcher Buttercup Byron Calder Cambrian Camden
Campion Candle Canning Canon Carlisle Carlton Carpenter Carter Castle Cavendish Cedar
Chaffinch Chalk Chandler Chantry Chapel Charlotte Chatham Cherry Chestnut Chiltern
Cinder Clare Clarence Clayton Clifton Clover Coach Cobbler Cockle Colliery Compass
Conduit Coniston Convent Cooper Copper Copse Cordwainer Corn Coronation Cotton Coral
Cowslip Crane Cromer Cromwell Cross Crown Curlew Curzon Cutler Cypress Dairy Dale
Damson Dean Deepdale Denby Denmark Derwent Devon Dock Dogger Dove Dover Drake Draper
Drover Duchess Duke Dunlin Durham Dyer Eagle Earl Eden Egremont Elder Eldon Elgin Ely
Elm Elmwood Exchange Exeter Fairfield Falcon Farrier Fawcett Fen Fern Ferry Fieldfare
Finch Firth Fishergate Fitzroy Flax Fletcher Flint Florence Forester Forge Forth
Fountain Foxglove Freemans Friar Fuller Fulmar Furlong Furnace Gable Gainsborough
Gannet Garden Garland Garnet George Gilbert Glebe Gloucester Glover Goldcrest Golding
Gorse Gosford Grafton Grange Granary Granby Granite Grebe Green Grenville Greyfriars
Grove Guild Gunner Haddon Half Moon Halifax Hallam Hamilton Hanover Harcourt Harrier
Harrow Hartley Haven Hawk Hawthorn Hazel Heath Heather Hedge Henley Herald Hereford
Heron Hidcote Higham Hill Hobart Holland Holly Honeysuckle Hope Horsley Howard Hudson
Hunter Huntsman Hyacinth Irwell Island Ivy Jasmine Jubilee Juniper Keel Kelso Kendal
Kenilworth Kent Kestrel Kiln Kingfisher Kingsley Kirby Kittiwake Knight Lady Lamb
Lambourn Lancaster Lantern Lapwing Larch Lark Laurel Lavender Leicester Lichfield Lilac
Lime Limekiln Lincoln Linden Linnet Lodge Lombard Long Lorne Lucerne Lupin Magnolia
Malham Malt Mallard Manor Maple Marigold Mariner Market Marlborough Marsh Marten Mason
Mayfield Mead Meadow Melrose Mercer Meridian Merlin Middle Milton Minster Mint
Montague Moor Morley Mulberry Myrtle Narrow Nelson Nether Netley New Newlyn Nightingale
Norfolk North Norton Oak Oatfield Old Olive Osprey Otter Oxford Paddock Palace Paradise
Park Parsonage Partridge Peacock Pear Pelham Pembroke Percy Petrel Pilgrim Pilot Pine
Pinfold Pinnace Plover Plum Ponds Poplar Poppy Portland Potter Pound Primrose Prince
Princess Prior Providence Quarry Queen Quince Raglan Railway Raven Rectory Redwing
Regent Ribble Ridge Robin Rochester Rope Rosemary Rowan Royal Ruby Russell Rutland Rye
Saddler Saffron Salisbury Salter Sandpiper Sandringham School Scholar Seaton Selby
Severn Shad Sheaf Shearwater Shepherd Ship Shire Silver Skinner Slate Smith Snowdrop
Somerset Sorrel South Spencer Spindle Spinner Spring Spruce Stafford Stanley Star
Starling Steeple Stirling Stoke Stone Strand Suffolk Summer Sun Surrey Swallow Swan
Swift Sycamore Talbot Tamar Tallow Tavistock Tees Temple Tennyson Tern Thatcher Thistle
Thorn Thrush Thyme Tiller Timber Tower Trafalgar Trent Trinity Tudor Turner Turnstone
Tyne Union Vale Valley Vernon Viaduct Vicarage Vine Violet Wagoner Walnut Ware Warren
Warwick Water Waverley Weaver Wellington Wells Wentworth Westbourne Wharfe Wheat Wheel
Wheeler White Whitehall Whitmore Willow Wilton Winchester Windmill Windsor Wine
Winter Wolsey Wood Woodbine Woodlark Woolpack Worcester Wren Yarrow Yew York Zetland
"""

_SUFFIXES = {
    "street": ("Road", "Street", "Road", "Avenue", "Street", "Way"),
    "long": ("Road", "Avenue", "Street", "Road", "Drive", "Lane"),
    "inner": ("Street", "Street", "Street", "Row", "Terrace", "Place"),
    "old": ("Street", "Lane", "Gate", "Row", "Street", "Passage"),
    "curved": ("Crescent", "Drive", "Rise", "Crescent"),
    "close": ("Close", "Court", "Mews", "Close"),
    "short": ("Place", "Row", "Court", "Walk", "Terrace", "Yard"),
    "outer": ("Road", "Grove", "Gardens", "Drive", "Walk", "Avenue"),
    "dock": ("Wharf", "Dock Road", "Yard", "Works Road"),
}
_MORE = ("Street", "Road", "Lane", "Way", "Hill", "Rise", "View", "Green", "Grove")


def stems() -> list[str]:
    """The first words of street names, each once, in alphabetical order."""
    return list(dict.fromkeys(_STEMS.split()))


class Namer:
    """Gives each street a name of its own, fitting its kind."""

    def __init__(self, rng: np.random.Generator, taken: set[str]) -> None:
        self._rng = rng
        words = stems()
        self._order = [words[index] for index in rng.permutation(len(words))]
        self._next = 0
        self._taken = set(taken)

    def name(self, character: str) -> str:
        """A name not given before; `character` is a key such as "old" or "close"."""
        for candidate in self._candidates(character):
            if candidate not in self._taken:
                self._taken.add(candidate)
                return candidate
        number = len(self._taken)  # 480 stems times 20 suffixes are used up
        self._taken.add(f"{number} Row")
        return f"{number} Row"

    def _candidates(self, character: str) -> Iterator[str]:
        suffixes = _SUFFIXES[character]
        first = suffixes[int(self._rng.integers(len(suffixes)))]
        for suffix in (first, *suffixes, *_MORE):
            for step in range(len(self._order)):
                index = (self._next + step) % len(self._order)
                candidate = f"{self._order[index]} {suffix}"
                if candidate not in self._taken:
                    self._next = (index + 1) % len(self._order)
                    yield candidate
