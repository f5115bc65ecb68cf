"""Page frame: styles, menu, Safety and the key that hides the screen, on every page."""

import streamlit as st

from components.frame.lock_gate import lock_button
from components.session import in_example, leave_example
from components.web.exposure import is_open_at_home
from components.widgets.browser_script import part

_MENU = (("home.py", "Home"), ("notes.py", "Notes"), ("fit.py", "Fit"), ("more.py", "More"))

_STYLE = """
<style>
  .stButton button, .stDownloadButton button, .stPageLink a, .stLinkButton a,
  [data-testid="stButtonGroup"] button, [data-testid="stPagination"] button, .stTabs button,
  [data-testid="stFileUploader"] button, [data-testid="stDateInputCalendarButton"],
  [data-testid="stNumberInput"] button, .stTextInput button, [data-testid="stHeader"] a {
    min-height: 44px; min-width: 44px; }
  [data-testid="stExpander"] summary, .stCheckbox label, .stTextInput input,
  [data-testid="stSelectbox"] [role="group"],
  [data-testid="stDateInputField"], [data-testid="stNumberInputContainer"] { min-height: 44px; }
  .stPageLink a { justify-content: center; }
  .stMarkdown p > a:only-child { display: inline-block; padding: 0.7rem 0; }
  [data-testid="stMainBlockContainer"] { padding-top: 1rem; }
  [data-testid="stHeader"] { display: none; }
  [data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p {
    color: inherit; opacity: 0.92; }
  .stPageLink { margin-left: -0.5rem; }
  .st-key-menu .stPageLink { margin-left: 0; }
  .stPageLink p { text-decoration: underline; text-underline-offset: 0.2em; }
  .st-key-menu .stPageLink p { text-decoration: none; }
  /* Its wrapper is as high as itself: only the wrapper has room to stick in. */
  :has(> .st-key-said) { position: sticky; top: 0.5rem; z-index: 9; }
  .st-key-said { background: #fbfcfb; border-radius: 0.5rem; }
  @media (prefers-color-scheme: dark) {
    [data-testid="stBaseButton-primary"]:not(:disabled) p { color: #11181c; }
    .st-key-said { background: #11181c; }
  }
  /* What is to be copied shows how, also where nothing can hover. */
  .st-key-share-made [data-testid="stCode"] > div:last-child { visibility: visible; opacity: 1; }
  .st-key-share-made [data-testid="stCode"] pre { padding-right: 4rem; }
  .st-key-share-made [data-testid="stCode"] button { min-height: 44px; min-width: 44px; }
  .st-key-share-made [data-testid="stElementToolbar"] { display: none; }
  /* Our own CSV is safe in spreadsheets. */
  [data-testid="stElementToolbar"] [aria-label="Download as CSV"] { display: none; }
  /* Pictures have a table and files of their own, in words; Streamlit's would show bare columns. */
  [data-testid="stVegaLiteChart"] [data-testid="stElementToolbar"],
  [data-testid="stFullScreenFrame"]:has([data-testid="stVegaLiteChart"])
    [data-testid="stElementToolbar"] { display: none; }
  /* Where a page has something to print, that alone is printed, black on white. */
  @media print {
    @page { margin: 2cm; }
    body:has(.st-key-to-print)
      :not(:has(.st-key-to-print)):not(.st-key-to-print):not(.st-key-to-print *) {
      display: none !important; }
    :has(.st-key-to-print) {
      position: static !important; height: auto !important; min-height: 0 !important;
      overflow: visible !important; padding: 0 !important; background: #fff !important; }
    .st-key-to-print { border: none !important; padding: 0 !important; }
    .st-key-to-print * { color: #000 !important; }
    /* Not for the reader of the paper; its place is room to write. */
    .st-key-to-print [data-testid="stCaptionContainer"] * { visibility: hidden; }
  }
  /* With a lock there is one more: still one row on a phone, each 44 px wide. */
  @media (max-width: 420px) {
    .st-key-menu .stPageLink a, .st-key-menu .stButton button { padding-inline: 0.1rem; }
    .st-key-menu .stPageLink, .st-key-menu .stButton { min-width: 44px; }
  }
  .st-key-menu { gap: 0.25rem; border-bottom: 1px solid var(--st-border-color); }
</style>
"""


def draw_frame() -> None:
    """Draw what stands around every page: the menu of four, Safety, and the way to hide."""
    st.html(_STYLE)
    with st.container(key="menu", horizontal=True, vertical_alignment="center"):
        for page, label in _MENU:
            st.page_link(page, label=label)
        st.space("stretch")
        st.page_link("safety.py", label="Safety")
        lock_button()
        part("hide_key")(
            key="hide-key",
            data={"label": "Hide", "title": "Hides the screen. So does the Esc key."},
            width=64,
        )
    if is_open_at_home():
        st.caption("Open to your home network.")


def mark_example() -> None:
    """Say on every page that this is the example, with one click out of it."""
    if in_example():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info("You are looking at example data. Nobody real is in it.", width="stretch")
            st.button("Leave the example", key="leave-example", on_click=leave_example)
