"""The map: its geometry, its labels, which overlap nothing, and its links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from builders.model.entity import Place, Registers
from builders.model.frame import MapFrame
from builders.model.page import Page
from builders.model.publication import Publication, Settings
from builders.pages.maps.atlas import Atlas
from builders.pages.maps.frames import LONGEST_BAR, WIDTH, Frame
from builders.pages.maps.geometry import Area, Box, clip, geometries, geometry_of, runs, thinned
from builders.pages.maps.labels import LARGE, SMALL, Rect
from builders.pages.maps.plates import Drawn
from builders.pages.registers import lists as register_lists
from builders.pages.subjects import Subjects
from tests.pages.conftest import entry_of, page_at, publication_of
from tests.pages.html import of_class, rendered

Render = Callable[[Page], str]
CITIES = {
    "haikou": (110.34, 20.05),
    "zhanjiang": (110.36, 21.27),
    "nanning": (108.33, 22.82),
    "shantou": (116.68, 23.35),
    "macau": (113.546, 22.2),
    "zhuhai": (113.57, 22.27),
    "zhongshan": (113.38, 22.52),
    "hue": (107.58, 16.47),
}
SEAT = (108.32755, 22.81548)


def publication(*, maps: tuple[MapFrame, ...] = ()) -> Publication:
    """A publication whose one source names the places."""
    places = {
        name: Place.model_validate(
            {"label": name.capitalize(), "type": "city", "latitude": north, "longitude": east}
        )
        for name, (east, north) in CITIES.items()
    }
    places["guangxi"] = Place.model_validate(
        {"label": "Guangxi", "type": "province", "latitude": SEAT[1], "longitude": SEAT[0]}
    )
    places["nowhere"] = Place.model_validate({"label": "Nowhere", "type": "region"})
    text = "T\n\n" + ". ".join(place.label for place in places.values()) + "."
    found = publication_of(entry_of(text, "A"))
    return Publication(
        Settings("Papers", "https://example.org/", maps=maps),
        found.entries,
        registers=Registers(places=places),
    )


def atlas_of(publication: Publication) -> Atlas:
    return Atlas(publication, Subjects(publication))


SOUTH = MapFrame(name="The south", name_zh="南方", west=104, east=118, south=15, north=26)
DELTA = MapFrame(name="The delta", west=112.6, east=114.6, south=21.8, north=23.3)


@pytest.mark.parametrize(
    ("point", "on_land"),
    [((113.25, 23.117), True), ((102.7, 25.04), True), ((114.5, 20.5), False), (SEAT, True)],
)
def test_cities_lie_on_land_and_the_sea_does_not(
    point: tuple[float, float], *, on_land: bool
) -> None:
    frame = Box(100, 16, 121, 31)
    for geometry in geometries():
        rings = [Area(point, ring) for ring in geometry.land]
        assert any(ring.holds(point) for ring in rings) is on_land
    assert geometry_of(frame).extent.contains(frame)


def test_the_finest_geometry_that_covers_the_frame_is_used() -> None:
    assert geometry_of(Box(100, 16, 121, 31)) is geometries()[0]
    assert geometry_of(Box(-100, -40, 140, 70)) is geometries()[-1]
    assert geometry_of(Box(-10, 40, 20, 60)) is geometries()[-1]


def test_the_name_of_a_province_is_in_its_middle() -> None:
    areas = [area for area in geometries()[0].areas if area.holds(SEAT)]
    assert len(areas) == 1
    assert areas[0].middle == pytest.approx((108.6, 24), abs=1)
    assert areas[0].holds(areas[0].middle)


def test_an_area_is_clipped_to_the_frame() -> None:
    ring = [(-1.0, -1.0), (3.0, -1.0), (3.0, 3.0), (-1.0, 3.0), (-1.0, -1.0)]
    assert set(clip(ring, Box(0, 0, 2, 2))) == {(0, 0), (2, 0), (2, 2), (0, 2)}
    assert clip(ring, Box(5, 5, 6, 6)) == []


def test_a_line_is_clipped_to_the_frame_and_thinned() -> None:
    line = [(float(x), 0.0) for x in range(10)]
    assert list(runs(line, Box(3, -1, 4, 1))) == [line[2:6]]
    assert list(runs([(0, 0), (9, 0)], Box(3, -1, 4, 1))) == [[(0, 0), (9, 0)]]
    assert list(runs([(0, 9), (9, 0), (20, 0)], Box(3, 3, 6, 6))) == [[(0, 9), (9, 0)]]
    assert list(runs([(0, 2), (2, 0)], Box(2, 2, 6, 6))) == []
    assert thinned(line, 3) == [(0, 0), (3, 0), (6, 0), (9, 0)]


def test_the_projection_keeps_proportions_along_the_middle_parallel() -> None:
    frame = Frame("A", "X", "", Box(100, 50, 120, 70))
    assert frame.place((100, 70)) == (0, 0)
    assert frame.place((120, 50)) == (WIDTH, frame.height)
    # At 60 degrees north a degree of longitude is half as long as one of latitude.
    assert frame.height == pytest.approx(2 * WIDTH)


@pytest.mark.parametrize("maps", [(), (SOUTH,), (SOUTH, DELTA)])
def test_no_label_overlaps_another_or_the_edge(maps: tuple[MapFrame, ...]) -> None:
    atlas = atlas_of(publication(maps=maps))
    for plate in atlas.plates("places/index.md"):
        edge = Rect(0, 0, plate.width, plate.frame.height)
        drawn = [place.drawn for place in plate.places if place.drawn.label]
        assert drawn
        for size, seen in ((SMALL, drawn), (LARGE, [one for one in drawn if one.everywhere])):
            rooms = [label_rect(one, size) for one in seen]
            assert all(one.within(edge) for one in rooms)
            assert not any(one.overlaps(other) for one, other in combinations(rooms, 2))


def label_rect(drawn: Drawn, size: float) -> Rect:
    assert drawn.label is not None
    # Names of areas are set a little smaller, with wider spacing.
    smaller = {SMALL: 0.84, LARGE: 0.78}[size] if not drawn.radius else 1
    return drawn.label.rect(drawn.spot.label, size * smaller)


def test_every_place_with_coordinates_is_drawn_and_has_one_address() -> None:
    found = publication(maps=(SOUTH, DELTA))
    atlas = atlas_of(found)
    assert atlas.count == len(CITIES) + 1
    anchors = [place.anchor for plate in atlas.plates("places/index.md") for place in plate.places]
    named = [anchor for anchor in anchors if anchor]
    assert sorted(named) == sorted(f"map-{name}" for name in (*CITIES, "guangxi"))
    assert atlas.anchor("nowhere") == ""


def test_crowded_places_are_shown_only_on_the_larger_map() -> None:
    south, delta = atlas_of(publication(maps=(SOUTH, DELTA))).plates("places/index.md")
    crowd = {"macau", "zhuhai", "zhongshan"}
    assert len(crowd & {place.drawn.spot.id for place in south.places}) == 1
    assert crowd <= {place.drawn.spot.id for place in delta.places}


def test_a_locator_map_links_to_the_large_map() -> None:
    found = publication(maps=(SOUTH, DELTA))
    locator = atlas_of(found).locator("macau", "places/macau/index.md")
    assert locator is not None
    assert (locator.href, locator.frame.name) == ("../#map-macau", "The delta")
    assert atlas_of(found).locator("nowhere", "places/nowhere/index.md") is None


def test_the_page_has_the_map_and_counts_the_places_on_it(render: Render) -> None:
    found = publication(maps=(SOUTH,))
    html = rendered(render(page_at("places/index.md", register_lists.pages(found))))
    assert html.xpath("//*[@id='map-haikou']/@href") == ["haikou/"]
    assert "9 of 10 places have coordinates" in of_class(html, "mu-map")[0].text_content()
    assert html.xpath("//figcaption/*[@lang='zh-Hans']")[0].text_content() == "南方"
    # The list is below the maps, on a phone far below.
    assert html.xpath("//header//a/@href") == ["#list"]
    assert html.get_element_by_id("list").text.startswith("All places")


def test_a_frame_is_a_rectangle() -> None:
    with pytest.raises(ValueError, match="west"):
        MapFrame(name="X", west=10, east=5, south=0, north=1)


def test_a_place_at_a_pole_is_on_no_map(render: Render) -> None:
    pole = Place.model_validate({"label": "Pole", "type": "spot", "latitude": 90, "longitude": 0})
    alone = replace(publication(), registers=Registers(places={"pole": pole}))
    assert atlas_of(alone).frames == ()
    page = page_at("places/index.md", register_lists.pages(alone))
    assert of_class(rendered(render(page)), "mu-map") == []
    places = {**publication().registers.places, "pole": pole}
    found = atlas_of(replace(publication(), registers=Registers(places=places)))
    assert found.frames == atlas_of(publication()).frames
    assert found.anchor("pole") == ""


@pytest.mark.parametrize("degrees", [0.01, 0.05, 0.2, 1, 5, 20, 60])
def test_the_scale_bar_is_of_a_readable_length(degrees: float) -> None:
    frame = Frame("A", "Here", "", Box(113, 22, 113 + degrees, 22 + degrees / 2))
    bar = frame.bar()
    assert bar is not None
    assert LONGEST_BAR / 3 < bar.length <= LONGEST_BAR


def test_the_words_are_those_for_a_single_place(render: Render) -> None:
    places = {"hue": publication().registers.places["hue"]}
    one = replace(publication(), registers=Registers(places=places))
    page = rendered(render(page_at("places/index.md", register_lists.pages(one))))
    words = of_class(page, "mu-map")[0].text_content()
    assert "1 of 1 place has coordinates and is drawn" in words
