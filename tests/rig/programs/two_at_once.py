"""Does two pieces of costly work at the same time, five times each, and says when both ended.

Given: the names of two of `WORK`.
"""

import sys
import threading
from collections.abc import Callable

from data.lock.recovery_code import new_code
from data.lock.wrapped_key import Sealed, open_by_passphrase, seal
from data.sharing.link_passphrase import is_phrase, kept_phrase
from tests.data.lock.test_wrapped_key import FIRST_VERSION

KEY, WORDS, CODE, OTHER = bytes(32), "seven quiet kettles", new_code(), "three quiet kettles"
SEALED, FIRST = seal(KEY, WORDS, CODE, 15), Sealed.model_validate_json(FIRST_VERSION)
ENCODED = kept_phrase(OTHER)
WORK: dict[str, Callable[[], object]] = {
    "seal": lambda: seal(KEY, WORDS, CODE, 15),
    "open": lambda: open_by_passphrase(SEALED, WORDS),
    "open the first version": lambda: open_by_passphrase(FIRST, WORDS),
    "make a link": lambda: kept_phrase(OTHER),
    "open a link": lambda: is_phrase(OTHER, ENCODED),
}
begin = threading.Barrier(2)


def at_once(name: str) -> None:
    """Do one of them, beginning with the other thread."""
    begin.wait()
    for _ in range(5):
        WORK[name]()


threads = [threading.Thread(target=at_once, args=(name,)) for name in sys.argv[1:]]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("both came to an end")
