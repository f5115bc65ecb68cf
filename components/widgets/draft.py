"""Draft: what is typed and not saved yet, in this window, and in the vault for a reload.

A `Draft` names one of them: where it lies, and the keys of the fields it is typed in. What is
typed in one vault is never shown in another, and what two windows type stands beside each other.
Must never save a record by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

import streamlit as st
from pydantic import BaseModel, ValidationError

from components.session import vault
from components.widgets.text_field import newest_text, text_field
from data.vault.drafts import StoredDraft

R = TypeVar("R", bound=BaseModel | str)


@dataclass(frozen=True)
class Draft(Generic[R]):
    """One thing that is being typed: a record, or a text alone. ``draft_key`` names it.

    ``says_something``: whether what is typed is worth keeping in the vault. ``is_in``: whether all
    that the first one says stands in the second.
    """

    kind: type[R]
    draft_key: str
    says_something: Callable[[R], object] = lambda _: True
    is_in: Callable[[R, R], bool] = lambda said, typed: (
        said.strip() in typed if isinstance(said, str) and isinstance(typed, str) else said == typed
    )

    def typed(self, empty: R) -> R:
        """Return what is typed; where nothing is, ``empty``, which it begins with from now on."""
        found = self.found()
        return self.hold(empty) if found is None else found

    def found(self) -> R | None:
        """Return what is typed in this window, or was before a reload; None for nothing."""
        if (held := self.held()) is not None:
            return held
        saved, stored = self._in_vault()
        if saved is None:
            return None
        st.session_state[self.key("stored")] = stored
        return self.hold(saved)

    def held(self) -> R | None:
        """Return what is typed in this window; None before it begins and after it is dropped."""
        held: tuple[str, R] | None = st.session_state.get(self.key("draft"))
        return held[1] if held and held[0] == vault().identity else None

    def in_vault(self) -> R | None:
        """Return what the vault keeps, the newest of several windows; None for nothing."""
        return self._in_vault()[0]

    def stored(self) -> StoredDraft | None:
        """Return the text that this window kept last in the vault, or found there."""
        stored: StoredDraft | None = st.session_state.get(self.key("stored"))
        return stored

    def hold(self, typed: R) -> R:
        """Remember what is typed for this window alone, and return it."""
        st.session_state[self.key("draft")] = (vault().identity, typed)
        return typed

    def keep(self, typed: R) -> R:
        """Remember what is typed, after a reload too where it says anything, and return it."""
        self.hold(typed)
        text = typed.model_dump_json() if isinstance(typed, BaseModel) else str(typed)
        self._store(text if self.says_something(typed) else "")
        return typed

    def covered(self, typed: R) -> tuple[StoredDraft, ...]:
        """Return what the vault keeps of ``typed``, which goes when that is saved or dropped."""
        own = self.stored()
        there = vault().drafts.of(self.draft_key)
        return tuple(stored for stored in there if stored == own or self._is_in(stored, typed))

    def beside(self, typed: R) -> tuple[StoredDraft, ...]:
        """Return what the vault keeps of ``typed`` from sessions that were not this one.

        One that lost its connection may have kept the beginning of it. What says more is no part.
        """
        return tuple(stored for stored in self.covered(typed) if stored != self.stored())

    def drop(self) -> None:
        """Forget what is typed, in the vault too; its fields begin again."""
        typed = self.found()
        if typed is not None:
            vault().drafts.drop(self.covered(typed))
        self.close()

    def close(self) -> None:
        """Forget what is typed in this window; its fields begin again."""
        for part in ("draft", "stored"):
            st.session_state.pop(self.key(part), None)
        self.renew()

    def renew(self) -> None:
        """Let the fields begin again with what the draft says."""
        st.session_state[self.key("generation")] = self.generation() + 1

    def generation(self) -> int:
        """Return how often the fields began again."""
        return int(st.session_state.get(self.key("generation"), 0))

    def key(self, part: str) -> str:
        """Return the key in the session of one part of the form, of the whole for ""."""
        return f"{self.draft_key}/{part}" if part else self.draft_key

    def field(self, name: str) -> str:
        """Return the key of one field: another one after each `renew`."""
        return self.key(f"{self.generation()}/{name}")

    def newest(self, name: str) -> str | None:
        """Return what stands in the long text's field ``name``, None where nothing was typed."""
        return newest_text(self.key(name), self.generation())

    def long_text(
        self,
        name: str,
        label: str,
        text: str,
        on_text: Callable[[str], None],
        on_save: Callable[[str], None],
        rows: int = 3,
    ) -> None:
        """Draw the field ``name`` for a long text, which begins again by itself."""
        text_field(
            self.key(name),
            label,
            text,
            generation=self.generation(),
            on_text=on_text,
            on_save=on_save,
            rows=rows,
        )

    def _store(self, text: str) -> None:
        before = self.stored()
        if text or before:
            stored = vault().drafts.keep_beside(self.draft_key, text, before)
            st.session_state[self.key("stored")] = stored if text else None

    def _in_vault(self) -> tuple[R | None, StoredDraft | None]:
        """Newest draft in the vault that still reads, with its text as it lies there."""
        read = ((self._read(stored.text), stored) for stored in vault().drafts.of(self.draft_key))
        return next((pair for pair in read if pair[0] is not None), (None, None))

    def _is_in(self, stored: StoredDraft, typed: R) -> bool:
        said = self._read(stored.text)
        return said is not None and self.is_in(said, typed)

    def _read(self, text: str) -> R | None:
        if not issubclass(self.kind, BaseModel):
            return cast(R, text)
        try:
            return cast(R, self.kind.model_validate_json(text))
        except ValidationError:
            return None


def texts_are_in(*texts: str) -> Callable[[BaseModel, BaseModel], bool]:
    """Return what compares two records: ``texts`` of one within the other's, all else equal."""

    def are_in(said: BaseModel, typed: BaseModel) -> bool:
        update = {name: getattr(typed, name) for name in texts}
        within = (getattr(said, name).strip() in text for name, text in update.items())
        return said.model_copy(update=update) == typed and all(within)

    return are_in
