"""Warning signs: each with what is meant, in words that blame nobody."""

from data.safety.signs import signs


def test_each_sign_says_what_is_meant_and_fits_a_mark() -> None:
    assert len(signs()) >= 8
    for one in signs():
        assert one.means.endswith(".")
        assert one.sign[0].islower()
    assert len({one.sign for one in signs()}) == len(signs())
