"""Places as operators write them."""

from controlroom.ground.places import Place
from ui.places import exactly, offers_for
from ui.streets import Streets

STREETS = (
    Place("Mill Street", "street", 51.50, -0.10),
    Place("Quay Lane", "street", 51.51, -0.11),
    Place("Mill Street at Quay Lane", "crossing", 51.505, -0.105),
)


class _Town(Streets):
    """Finds as a pack does: every word begins a word of the name."""

    def find(
        self, text: str, limit: int = 8, near: tuple[float, float] | None = None
    ) -> list[Place]:
        """Return what fits."""
        del near
        wanted = [word.casefold() for word in text.split()]
        return [
            each
            for each in STREETS
            if wanted
            and all(
                any(part.startswith(word) for part in each.name.casefold().split())
                for word in wanted
            )
        ][:limit]


def _names(text: str) -> list[str]:
    return [each.text for each in offers_for(text, _Town())]


def test_streets_and_crossings_are_found_however_they_are_joined() -> None:
    """By beginnings, by x, by slash, by the words between."""
    for text in ("mill quay", "mill x quay", "mill/quay", "corner of mill and quay"):
        assert ["Mill Street at Quay Lane"] == _names(text), text
    assert "Mill Street" in _names("mil")


def test_a_house_number_is_kept_and_said_not_to_be_on_the_map() -> None:
    """The mark is the street's."""
    (offer, *_) = offers_for("12a Mill Street", _Town())

    assert "12a Mill Street" == offer.text
    assert "street, the number is not on the map" == offer.kind


def test_figures_are_read() -> None:
    """Coordinates, grid references and plus codes; with how far off they are."""
    (degrees, *_) = offers_for("51.5, -0.1", _Town(), (51.5, -0.1))
    (grid, *_) = offers_for("TQ 3262 8144", _Town())
    (code, *_) = offers_for("9C3XGV4C+XV", _Town())

    assert "latitude and longitude" == degrees.kind
    assert 0.0 == degrees.metres
    assert "British National Grid" in grid.kind
    assert "plus code" in code.kind


def test_what_leaves_no_doubt_is_taken_without_asking() -> None:
    """A whole name, or one reading of figures; never a beginning."""
    whole = exactly("mill street", _Town())
    figures = exactly("51.5, -0.1", _Town())

    assert whole is not None
    assert "Mill Street" == whole.text
    assert figures is not None
    assert exactly("mil", _Town()) is None
    assert exactly("behind the church", _Town()) is None


def test_anything_can_be_written() -> None:
    """Nothing is found, and nothing breaks."""
    for text in ("", " ", "x", "\x00\u202e", "/ & /", "9" * 5_000, "of the"):
        assert [] == offers_for(text, _Town()), text
