"""Suggestions to say next to one therapist, each with its notes and a way into words."""

import streamlit as st

from components.fit.evidence import open_note
from components.notes.list import moment_line
from components.report_cache import report, worked_out
from components.session import records, today
from components.speak_up.wording_form import draft_key_of, in_words, keep_as_it_is
from components.widgets.fold import fold
from data.advice.suggestions import (
    GapPiece,
    MomentPiece,
    Piece,
    UnsaidPiece,
    left_unsaid,
    worth_saying,
)
from data.advice.wording import proposal
from data.errors import NothingToShow
from data.model.therapist import Therapist
from data.words import counted, day_words


def pieces_for(therapist: Therapist) -> tuple[Piece, ...]:
    """Return what is worth saying to one therapist now."""

    def find() -> tuple[Piece, ...]:
        try:
            latest = report()
        except NothingToShow:
            latest = None
        return worth_saying(therapist, records().notes_of(therapist.id), latest)

    return worked_out(("worth saying", therapist.id), find)


def worth_saying_next(therapist: Therapist) -> None:
    """Draw at most three things, most helpful first."""
    st.header("Worth saying next", anchor=False)
    found = pieces_for(therapist)
    if not found:
        st.text("Nothing stands out right now. That is an answer too.")
    for piece in found:
        _piece(therapist, piece)


def everything_unsaid(therapist: Therapist) -> None:
    """Draw, folded, all that was left unsaid, each to be put on the list as it stands."""
    found = left_unsaid(therapist, records().notes_of(therapist.id))
    if not found:
        return
    unfolded = fold(f"Left unsaid: {counted(len(found), 'note')}", f"unsaid-{therapist.id}")
    if unfolded.open:
        with unfolded:
            for piece in found:
                with st.container(border=True):
                    st.caption(day_words(piece.day))
                    st.text(piece.text)
                    st.button(
                        "Put it on my list",
                        key=f"move-{piece.note}",
                        on_click=keep_as_it_is,
                        args=(therapist.id, piece, piece.text),
                    )


def piece_words(piece: Piece) -> str:
    """Return in a line what a piece is about."""
    match piece:
        case GapPiece():
            of = piece.dimension
            sides = {"too little": of.too_little, "too much": of.too_much or "", "swings": "swings"}
            return f"{of.name}: {sides[piece.side]}"
        case MomentPiece():
            return moment_line(piece.moment)
        case UnsaidPiece():
            return f"Left unsaid: “{piece.text}”"


def _piece(therapist: Therapist, piece: Piece) -> None:
    draft_key = draft_key_of(therapist.id, piece)
    with st.container(border=True, gap="small"):
        st.text(piece_words(piece))
        if len(piece.notes) > 1:
            st.caption(f"From {counted(len(piece.notes), 'note')}. The clearest:")
        open_note(piece.note, day_words(piece.day), draft_key)
        unfolded = fold("Put it into words", f"{draft_key}/open")
        if unfolded.open:
            with unfolded:
                in_words(therapist, piece, proposal(piece, today()))
