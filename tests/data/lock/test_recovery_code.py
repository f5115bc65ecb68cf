import pytest

from data.errors import WrongCode
from data.lock.recovery_code import asked_back, bits_of, is_group, new_code


def test_a_code_has_160_bits_and_no_sign_that_is_read_as_another() -> None:
    code = new_code()
    assert len(bits_of(code)) == 20
    assert len(code.split("-")) == 8
    assert not set("ILOU") & set("".join(new_code() for _ in range(50)))
    assert len({new_code() for _ in range(50)}) == 50


def test_it_is_read_however_it_was_typed() -> None:
    code = "01AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-2345-6789"
    for typed in (code.lower(), code.replace("-", " "), code.replace("0", "O").replace("1", "l")):
        assert bits_of(typed) == bits_of(code)


@pytest.mark.parametrize("typed", ["", "01AB", "U" * 32, "01AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-2345-678"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(WrongCode):
        bits_of(typed)


def test_two_groups_are_asked_back_and_only_they_are_right() -> None:
    code = new_code()
    first, second = asked_back(code)
    assert 1 <= first <= 4 < second <= 8
    assert asked_back(code) == (first, second)
    assert is_group(code, first, code.split("-")[first - 1].lower())
    assert not is_group(code, second, "")
    assert not is_group(code, second, "ÄÄÄÄ")
