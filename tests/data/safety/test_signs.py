"""Warning signs: each with what is meant, in words that blame nobody."""

from data.safety.signs import signs


def test_each_sign_says_what_is_meant_and_fits_a_mark() -> None:
    assert len(signs()) >= 8
    for sign in signs():
        assert sign.means.endswith(".")
        assert sign.sign[0].islower()
    assert len({sign.sign for sign in signs()}) == len(signs())
