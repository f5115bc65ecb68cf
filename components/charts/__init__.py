"""Pictures: Altair only, no Streamlit, so that pages, shares and print draw the same."""
