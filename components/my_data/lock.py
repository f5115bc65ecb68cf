"""Put a lock on, change it, take it off. The recovery code is shown once and typed back in part.

Nothing changes before the code was typed back: who cannot read their own code would be shut out.
What is typed here stays in this session until then, and is dropped with the lock.
"""

from pathlib import Path
from typing import Final, get_args

import streamlit as st
from pydantic import BaseModel, ConfigDict

from components.frame.beginning import begin_at_top
from components.session import has_lock, lock_key, signing_in, with_recovery_code
from components.widgets.messages import failures_are_said, say
from components.widgets.print_sheet import paper
from data.errors import BadInput
from data.keeping.lock import (
    change_idle_minutes,
    change_lock,
    check_passphrase,
    put_lock_on,
    take_lock_off,
)
from data.lock.keyfile import sealed_key
from data.lock.passphrase import SHORTEST, acceptable, normalised
from data.lock.recovery_code import GROUPS, asked_back, code_lines, is_group, new_code
from data.lock.wrapped_key import IdleMinutes
from data.settings import read_settings
from data.vault_path import LOCAL, vault_path
from data.words import counted

_PENDING: Final = "lock/pending"
_MINUTES: Final = get_args(IdleMinutes)


class _PendingLock(BaseModel):
    """A lock that waits for its code to be typed back."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    passphrase: str
    code: str
    idle_minutes: IdleMinutes
    changes: bool


def lock_form() -> None:
    """Draw where the lock stands, and what can be done about it."""
    if signing_in():
        st.markdown(
            "You came in by signing in, and only you see your vault here. There is no passphrase "
            "beside it: whoever runs this server can read what lies on it. *Sign out*, on the page "
            "More, closes it in this browser."
        )
    elif read_settings().database_url is not None:
        st.markdown(
            "Your vault lies in a database, where there is no lock. Whoever runs the database "
            "can read it."
        )
    elif pending := st.session_state.get(_PENDING):
        _write_it_down(pending)
    elif with_recovery_code():
        st.info("You came in with the recovery code. Choose a new passphrase now.")
        _new_lock("Choose a new passphrase", changes=True)
    elif has_lock():
        _locked_already()
    else:
        _offer()


def _path() -> Path:
    return vault_path(read_settings().home, LOCAL)


def _offer() -> None:
    st.markdown(
        "There is no lock: whoever uses your account on this computer can read what you keep. "
        "With a lock they need your passphrase, also for a copy of the files. It locks by itself "
        "when you are away."
    )
    st.markdown(
        "**There is no way around it.** Without the passphrase and without the recovery code "
        "nobody can open your vault again, and nobody can send you a new one."
    )
    with st.expander("Put a lock on", key="lock-put-on", on_change="rerun"):
        _new_lock("Go on to the recovery code", changes=False)


def _new_lock(label: str, *, changes: bool) -> None:
    st.caption("Three or four words that do not belong together are easy to remember.")
    with st.form("lock-new", border=False):
        st.text_input(
            f"A passphrase, at least {SHORTEST} characters",
            type="password",
            key="lock-first",
            autocomplete="new-password",
        )
        st.text_input(
            "The same once more", type="password", key="lock-again", autocomplete="new-password"
        )
        _idle("lock-idle")
        st.form_submit_button(label, type="primary", on_click=_begin, args=(changes,))


def _idle(key: str, now: int = 15) -> None:
    st.selectbox(
        "Lock by itself after",
        _MINUTES,
        index=_MINUTES.index(now),
        key=key,
        format_func=lambda minutes: counted(minutes, "minute"),
    )


def _begin(changes: bool) -> None:  # noqa: FBT001 - a callback's argument
    first, again = st.session_state["lock-first"], st.session_state["lock-again"]
    with failures_are_said():
        if acceptable(first) != normalised(again):
            raise BadInput(
                "The two passphrases are not the same, so nothing was changed. Type both again."
            )
        st.session_state[_PENDING] = _PendingLock(
            passphrase=first,
            code=new_code(),
            idle_minutes=st.session_state["lock-idle"],
            changes=changes,
        )
        _forget_typed()
        begin_at_top()


def _write_it_down(pending: _PendingLock) -> None:
    with paper("Print the code"):
        st.subheader("Your recovery code", anchor=False)
        st.markdown(
            "It opens your vault when you have forgotten the passphrase. It is shown this once. "
            "Keep it on paper, away from this computer."
        )
        st.code("\n".join(code_lines(pending.code)), language=None)
    st.caption("Write it down or print it. The code alone is printed.")
    first, second = asked_back(pending.code)
    with st.form("lock-code", border=False):
        st.text_input(
            f"From your paper: group {first} of {GROUPS}", key="lock-group-1", max_chars=10
        )
        st.text_input(f"Group {second} of {GROUPS}", key="lock-group-2", max_chars=10)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Lock with the new passphrase" if pending.changes else "Put the lock on",
                type="primary",
                on_click=_finish,
            )
            st.form_submit_button("Leave it as it was", on_click=_give_up)
    st.caption(
        "Your vault and its backups are encrypted anew, which takes a moment. Afterwards the vault "
        "is locked, in every browser. Unlock it with the new passphrase."
    )


def _finish() -> None:
    pending = st.session_state.get(_PENDING)
    if pending is None:  # a second click
        return
    first, second = asked_back(pending.code)
    right = is_group(pending.code, first, st.session_state["lock-group-1"])
    with failures_are_said():
        if not (is_group(pending.code, second, st.session_state["lock-group-2"]) and right):
            raise BadInput(
                "These are not the groups of your code, so nothing was changed. "
                "Compare them with the code above and type them again."
            )
        path = _path()
        if pending.changes:
            key = lock_key()
            change_lock(path, key, pending.passphrase, pending.code, pending.idle_minutes)
        else:
            put_lock_on(path, pending.passphrase, pending.code, pending.idle_minutes)
        _give_up()


def _give_up() -> None:
    st.session_state.pop(_PENDING, None)
    _forget_typed()
    begin_at_top()


def _forget_typed() -> None:
    """Passphrases are not kept longer than the moment they are needed for."""
    for key in ("lock-first", "lock-again", "lock-now-words", "lock-group-1", "lock-group-2"):
        st.session_state.pop(key, None)


def _locked_already() -> None:
    sealed = sealed_key(_path())
    minutes = sealed.idle_minutes if sealed else 15
    st.markdown(
        f"The lock is on. It locks by itself after {counted(minutes, 'minute')} without you, and "
        "at once with *Lock* at the top of each page."
    )
    with st.expander("Change the lock", key="lock-change", on_change="rerun"):
        st.markdown(
            "A new passphrase comes with a new recovery code. Your vault and the backups in its "
            "folder are encrypted anew, so the old ones open nothing here. **Copies that you took "
            "elsewhere still open with the old ones.** What you write from now on is not in them."
        )
        with st.form("lock-known", border=False):
            st.text_input(
                "Your passphrase now",
                type="password",
                key="lock-now-words",
                autocomplete="current-password",
            )
            st.text_input(
                f"A new one, at least {SHORTEST} characters (or the same: only the code is new)",
                type="password",
                key="lock-first",
                autocomplete="new-password",
            )
            st.text_input(
                "The new one once more",
                type="password",
                key="lock-again",
                autocomplete="new-password",
            )
            _idle("lock-idle", minutes)
            st.form_submit_button("Go on to the new recovery code", on_click=_begin_change)
    with st.expander("Take the lock off", key="lock-off", on_change="rerun"):
        st.markdown("Then whoever uses your account on this computer can read what you keep.")
        with st.form("lock-take-off", border=False):
            st.text_input(
                "Your passphrase",
                type="password",
                key="lock-off-words",
                autocomplete="current-password",
            )
            st.form_submit_button("Take the lock off", on_click=_take_off)
    with st.form("lock-minutes", border=False):
        _idle("lock-idle-only", minutes)
        st.form_submit_button("Keep this time, and lock", on_click=_change_idle)


def _begin_change() -> None:
    with failures_are_said():
        check_passphrase(_path(), st.session_state["lock-now-words"])
        _begin(changes=True)


def _take_off() -> None:
    with failures_are_said():
        take_lock_off(_path(), st.session_state["lock-off-words"])
        say("The lock is off.")
    st.session_state.pop("lock-off-words", None)


def _change_idle() -> None:
    with failures_are_said():
        path = _path()
        change_idle_minutes(path, lock_key(), st.session_state["lock-idle-only"])
