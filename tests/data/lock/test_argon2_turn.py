"""Passphrases tried at the same moment, by a vault's door and by readers of links."""

import os
import threading

from data.lock.recovery_code import new_code
from data.lock.wrapped_key import open_by_passphrase, seal
from data.sharing.link_passphrase import is_phrase, kept_phrase

WORDS = "seven quiet kettles"


def test_many_passphrases_at_once_all_come_to_an_end() -> None:
    key = os.urandom(32)
    sealed, kept = seal(key, WORDS, new_code(), 15), kept_phrase(WORDS)
    answers: list[bool] = []
    tries = [
        lambda: answers.append(open_by_passphrase(sealed, WORDS) == key),
        lambda: answers.append(is_phrase(WORDS, kept)),
    ] * 2
    threads = [threading.Thread(target=one, daemon=True) for one in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == [True] * 4
