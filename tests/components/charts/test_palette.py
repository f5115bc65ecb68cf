import pytest

from components.charts.palette import PALETTES, SHAPES, Theme, sign


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(text: str, other: str) -> float:
    darker, lighter = sorted([luminance(text), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_texts_and_marks_stand_out_from_page_and_band(theme: Theme) -> None:
    palette = PALETTES[theme]
    for ground in (palette.background, palette.need):
        assert contrast(palette.text, ground) >= 7
        assert contrast(palette.quiet, ground) >= 4.5
        for colour in (palette.fits, palette.near, palette.off):
            assert contrast(colour, palette.background) >= 4.5
        for colour in palette.therapists:
            assert contrast(colour, ground) >= 3, (colour, ground)


def test_each_therapist_has_a_colour_and_a_shape() -> None:
    for palette in PALETTES.values():
        assert len(set(palette.therapists)) == len(set(SHAPES)) == len(SHAPES)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_two_of_36_therapists_share_colour_and_shape(theme: Theme) -> None:
    signs = [sign(colour_index, theme) for colour_index in range(36)]
    assert len(set(signs)) == 36
    for colour_index in range(30):
        beside = signs[colour_index : colour_index + 6]
        assert len({colour for colour, _ in beside}) == 6


def test_a_therapist_has_the_same_shape_in_both_themes() -> None:
    for colour_index in range(36):
        (light, shape), (dark, same) = sign(colour_index, "light"), sign(colour_index, "dark")
        assert shape == same
        assert PALETTES["light"].therapists.index(light) == PALETTES["dark"].therapists.index(dark)
