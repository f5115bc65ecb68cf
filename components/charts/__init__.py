"""Pictures: Altair only, no Streamlit, so that pages, shares and print draw the same.

Each module is one picture. `draw` knows no record, so that its spec can be kept; names and figures
travel in `rows`; `says` is all of it in words. Where a mark carries ``who`` and ``dimension``, a
tap on it leads to the notes behind it.
"""
